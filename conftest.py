"""What the whole test run needs once."""


def pytest_configure(config):
    """Catalogues are compiled, and pages name their static files by hash: both once for all workers of a run."""
    if not hasattr(config, "workerinput"):
        from django.core.management import call_command

        from qurultai.kit import catalogues

        catalogues.compile_all()
        call_command("collectstatic", verbosity=0, interactive=False)
