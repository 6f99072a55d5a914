"""What the scripts of this folder have in common: how they are called, what they count, the product that they start."""
import argparse
import shlex
import shutil
import tempfile

from product import Product


class Score:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def check(self, is_good, what):
        self.passed += bool(is_good)
        self.failed += not is_good
        print(f'{"ok     " if is_good else "FAILED "} {what}', flush=True)
        return is_good

    def skip(self, what):
        self.skipped += 1
        print(f'skipped {what}', flush=True)


def arguments(description):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--xdsdmp', default='dotnet run --no-build --project tools/xdsdmp --',
                        help='how the command line is called [%(default)s]')
    return parser


def run(given, tools, check, *settings):
    """Calls `check(product, score, work)` with a product started with these settings; the exit code. Without one of
    the tools all of it is skipped."""
    score, work = Score(), tempfile.mkdtemp(prefix='xdsdmp-')
    lacking = [tool for tool in tools if shutil.which(tool) is None]
    if lacking:
        score.skip(f'not here: {", ".join(lacking)}')
    else:
        product = Product(shlex.split(given.xdsdmp), work, *settings)
        try:
            check(product, score, work)
        finally:
            product.stop()
    if score.failed:
        print(f'logs: {work}')
    else:
        shutil.rmtree(work)
    print(f'{score.passed} passed, {score.failed} failed, {score.skipped} skipped')
    return 1 if score.failed else 0
