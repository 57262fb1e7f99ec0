"""The programme's pages: a participant's and the office's."""
