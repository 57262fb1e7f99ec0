"""What `deploy/` names exists in the product: commands, options, ports, paths, hosts, variables; none is left out."""

import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands, load_command_class

import qurultai

REPOSITORY = Path(__file__).resolve().parent.parent
DEPLOY = REPOSITORY / "deploy"
SOURCE = Path(qurultai.__file__).parent
UID = 10001
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
KUBERNETES = list(yaml.safe_load_all((DEPLOY / "kubernetes" / "qurultai.yaml").read_text()))
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
ENVIRONMENT = dict(re.findall(r"^(\w+)=(.*)$", (DEPLOY / "qurultai.env.example").read_text(), re.MULTILINE))


def read_by_the_product():
    """Every variable that the settings or a command read."""
    sources = [SOURCE / "project" / "settings.py", *(SOURCE / "project" / "management" / "commands").glob("*.py")]
    names = "".join(file.read_text() for file in sources)
    return set(re.findall(r'"((?:QURULTAI_\w+)|PORT)"', names)) | set(re.findall(r"'(PORT)'", names))


def parsed(command):
    """The options of a `qurultai` command line. Raises what the parser raises for one that it does not know."""
    name, *options = command
    made = load_command_class(get_commands()[name], name)
    return vars(made.create_parser("qurultai", name).parse_args(options))


def compose_services():
    return {name: given for name, given in COMPOSE["services"].items() if "build" in given}


def pods():
    return {one["metadata"]["name"]: one["spec"]["template"]["spec"] for one in KUBERNETES if one["kind"] != "Service"}


def test_every_command_line_is_one_that_the_product_understands():
    lines = [given["command"] for given in compose_services().values()]
    lines += [pod["containers"][0]["args"] for pod in pods().values()]
    lines += [shlex.split(re.search(r"^ExecStart=\S+/qurultai (.*)$", unit.read_text(), re.M)[1]) for unit in UNITS]
    lines.append(yaml.safe_load(re.search(r"^CMD (.*)$", DOCKERFILE, re.M)[1]))
    assert {line[0] for line in lines} == {"prepare", "serve", "work", "live"}
    for line in lines:
        parsed(line)


def test_an_option_that_does_not_exist_is_found():
    with pytest.raises(Exception, match="unrecognized arguments: --replicas"):
        parsed(["serve", "--replicas", "2"])


def test_every_variable_is_read_and_every_variable_read_is_explained():
    given = set(ENVIRONMENT) | set(re.findall(r"\b(QURULTAI_\w+)=", DOCKERFILE))
    for unit in UNITS:
        given |= set(re.findall(r"^Environment=(\w+)=", unit.read_text(), re.M))
    assert given - read_by_the_product() == set()
    explained = (DEPLOY / "README.md").read_text().replace("`…_FALLBACKS`", "`QURULTAI_SECRET_KEY_FALLBACKS`")
    tests_only = {"QURULTAI_TEST_DB"}
    set_by_commands = {"QURULTAI_DEMO"}
    assert {
        name for name in read_by_the_product() - tests_only - set_by_commands if f"`{name}`" not in explained
    } == set()


def test_the_settings_take_the_example_and_answer_the_probes():
    hosts = {
        header["value"]
        for pod in pods().values()
        for container in pod["containers"]
        for header in container.get("readinessProbe", {}).get("httpGet", {}).get("httpHeaders", [])
    }
    assert hosts
    show = (
        "from django.conf import settings as s; import json; print(json.dumps([s.ALLOWED_HOSTS, s.EMBEDDED, s.SECURE]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", show],
        env={"DJANGO_SETTINGS_MODULE": "qurultai.project.settings", "PYTHONPATH": str(SOURCE.parent)}
        | ENVIRONMENT
        | {"QURULTAI_SECRET_KEY": "x"},
        capture_output=True,
        text=True,
        check=True,
    )
    allowed, embedded, secure = yaml.safe_load(done.stdout)
    assert (hosts - set(allowed), embedded, secure) == (set(), False, True)


def test_ports_hosts_and_probes_agree():
    ports = {"web": parsed(["serve"])["port"], "live": parsed(["live"])["port"]}
    caddy = (DEPLOY / "Caddyfile").read_text()
    upstreams = dict(re.findall(r"\b(web|live)[: ](\d+)", caddy))
    assert {name: int(port) for name, port in upstreams.items()} == ports
    assert set(upstreams) <= set(COMPOSE["services"])
    assert set(map(int, re.search(r"^EXPOSE (.*)$", DOCKERFILE, re.M)[1].split())) == set(ports.values())
    for service in (one for one in KUBERNETES if one["kind"] == "Service"):
        part = service["spec"]["selector"]["part"]
        (container,) = pods()[f"qurultai-{part}"]["containers"]
        assert container["ports"] == [{"containerPort": ports[part]}]
        assert [one["targetPort"] for one in service["spec"]["ports"]] == [ports[part]]
        assert container["readinessProbe"]["httpGet"]["port"] == ports[part]
        assert container["readinessProbe"]["httpGet"]["path"] == "/healthz"


def test_every_database_and_cache_named_is_a_service_of_the_cluster():
    hosts = {re.sub(r".*@|:\d+/.*|^\w+://", "", ENVIRONMENT[f"QURULTAI_{part}_URL"]) for part in ("DATABASE", "REDIS")}
    assert {host for host in hosts if host.split(":")[0] not in COMPOSE["services"]} == set()
    known = set(COMPOSE["services"])
    for given in COMPOSE["services"].values():
        assert set(given.get("depends_on", ())) <= known
        assert {volume.split(":")[0] for volume in given.get("volumes", ()) if volume[0] != "."} <= set(
            COMPOSE["volumes"]
        )


def test_whoever_runs_it_is_nobody_who_can_write_the_data_folder():
    assert f"--uid {UID} " in DOCKERFILE
    assert re.search(r"^USER (.*)$", DOCKERFILE, re.M)[1] == str(UID)
    data = re.search(r"QURULTAI_DATA=(\S+)", DOCKERFILE)[1]
    for pod in pods().values():
        context = pod["securityContext"]
        assert (context["runAsNonRoot"], context["fsGroup"]) == (True, UID)
        assert [mount["mountPath"] for mount in pod["containers"][0]["volumeMounts"]] == [data]
    for unit in UNITS:
        assert (
            f"Environment=QURULTAI_DATA=/var/lib/{re.search('^StateDirectory=(.*)$', unit.read_text(), re.M)[1]}\n"
            in (unit.read_text())
        )


ISLANDS = re.search(r"^FROM node\S* AS islands\n(.*?)^FROM ", DOCKERFILE, re.M | re.S)
GATE = "src/qurultai/onsite/static/gate"
PROGRAM = {f"qurultai/onsite/static/gate/{name}" for name in ("gate.js", "camera.js", "worker.js", "reader.wasm")}


def test_the_image_makes_the_gates_program_and_takes_it_before_it_is_installed():
    copied = {name for line in re.findall(r"^COPY (.*) \S+$", ISLANDS[1], re.M) for name in line.split()}
    assert copied == {"package.json", "package-lock.json", "islands"}
    assert re.findall(r"^RUN (.*)$", ISLANDS[1], re.M) == ["npm ci --silent", "npm run --silent islands"]
    rest = DOCKERFILE[ISLANDS.end() :]
    places = [
        rest.index(line)
        for line in (
            "COPY src src\n",
            f"COPY --from=islands /opt/qurultai/{GATE} {GATE}\n",
            "pip install --no-cache-dir --no-build-isolation --no-deps .",
        )
    ]
    assert places == sorted(places)


def test_a_wheel_carries_the_gates_program(tmp_path):
    """Of the package only `onsite` is put into it: the rest takes long and changes nothing about the gate."""
    for name in ("pyproject.toml", "README.md", "LICENSE", "requirements/run.in"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(REPOSITORY / name, tmp_path / name)
    package = tmp_path / "src" / "qurultai"
    shutil.copytree(SOURCE / "onsite", package / "onsite")
    shutil.copy(SOURCE / "__init__.py", package)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-build-isolation",
        "--no-deps",
        "--no-index",
        "-w",
        "made",
        ".",
    ]
    subprocess.run(pip, cwd=tmp_path, check=True, capture_output=True)
    (made,) = (tmp_path / "made").glob("*.whl")
    assert set(zipfile.ZipFile(made).namelist()) >= PROGRAM


def test_the_image_is_built_from_what_is_there_and_the_package_carries_every_kind_of_file():
    for line in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.M):
        for name in line.split():
            assert (REPOSITORY / name).exists(), name
    carried = set(
        re.findall(r'"\*\.(\w+)"', re.search(r"package-data\]\n(.*)", (REPOSITORY / "pyproject.toml").read_text())[1])
    )
    made_or_for_tests = {"py", "pyc", "mo", "c", "sh"}
    kinds = {
        file.suffix[1:]
        for file in SOURCE.rglob("*")
        if file.is_file() and not {"tests", "__pycache__"} & set(file.parts)
    }
    assert kinds - made_or_for_tests - carried == set()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd reads its own units")
def test_systemd_accepts_the_units(tmp_path):
    for unit in UNITS:
        text = unit.read_text().replace("/opt/qurultai/.venv/bin/qurultai", "/bin/true")
        (tmp_path / unit.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "qurultai" in line]
    assert ours == []


@pytest.mark.skipif(not shutil.which("caddy"), reason="Caddy reads its own file")
def test_caddy_accepts_its_file(tmp_path):
    subprocess.run(
        [shutil.which("caddy"), "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")],
        env={"QURULTAI_HOST": "forum.example.org", "HOME": str(tmp_path)},
        capture_output=True,
        check=True,
    )
