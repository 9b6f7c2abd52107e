"""A Baton beside another one."""

from baton_process import BatonProcess


class OneOfTwo(BatonProcess):
    """Whether it is connected stands in its own log; the workspace knows only of both."""

    starts = 0

    def start(self):
        self.starts += 1
        super().start()

    def kill(self):
        self.process.kill()
        self.process.wait(timeout=15)

    def _connected(self):
        assert self.process.poll() is None, self.log()
        return self.log().count('"action": "started"') == self.starts
