"""The smallest Textual app with a footer."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Static


class Smallest(App[None]):
    BINDINGS = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield Static("Smallest")
        yield Footer()


if __name__ == "__main__":
    Smallest().run()
