from typing import Any, ClassVar

from django.core.management.base import BaseCommand

from houtai.core.workspaces.preparation import prepare


class Command(BaseCommand):
    help = "Make whatever is missing in HOUTAI_HOME, and bring every database up to the code."
    requires_system_checks: ClassVar[list[str]] = []

    def handle(self, *args: Any, **options: Any) -> None:
        signin = prepare()
        if signin and signin.new:
            self.stdout.write(f"Sign in as {signin.email} with the password {signin.password}")
