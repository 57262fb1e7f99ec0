// What a guard hears and feels, so that nobody has to look.

import type { Colour } from "./verdicts.ts";

const TONES: Record<Colour, [frequency: number, seconds: number][]> = {
  green: [[1320, 0.12]],
  amber: [[880, 0.12], [880, 0.12]],
  red: [[220, 0.5]],
};
const BUZZES: Record<Colour, number[]> = { green: [60], amber: [80, 80, 80], red: [400] };

let audio: AudioContext | null = null;

export function signal(colour: Colour, loud: boolean): void {
  navigator.vibrate?.(BUZZES[colour]);
  if (!loud) return;
  audio ??= new AudioContext();
  let at = audio.currentTime;
  for (const [frequency, seconds] of TONES[colour]) {
    const tone = new OscillatorNode(audio, { frequency });
    tone.connect(new GainNode(audio, { gain: 0.3 })).connect(audio.destination);
    tone.start(at);
    tone.stop(at + seconds);
    at += seconds + 0.08;
  }
}
