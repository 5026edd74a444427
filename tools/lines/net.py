"""The network in training: torch, on the CPU, with a fixed seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from dechaff.model.network import MOST, POOLED, UNIT

REACH = (1, 2, 4, 8, 16, 32)
# More than any sign can be.
_APART = 4096.0
_GAP = 32
_CLIP = 6.0


@dataclass(frozen=True)
class Plan:
    """How to train.

    Attributes:
        wide: how wide the first layer is.
        width: how wide the others are.
        signs: how many signs go up the page, and how many go down it.
        drop: the share of the states that are hidden in each step of training.
        columns: the share of the features that are hidden from a page.
        lexical: the share of the pages from which all that the lexicon says is hidden: pages of a language
            that it does not know.
        ruled: the share of the pages from which what rules found is hidden.
        even: 0 where each page counts alike, 1 where each family does.
        smooth: how much each label is doubted.
        epochs: how often each page is seen.
        rate: the highest rate of learning.
        lines: how many lines are seen at once.
        crop: how many lines of a page are seen at once.
    """

    wide: int = 48
    width: int = 32
    signs: int = 8
    drop: float = 0.25
    columns: float = 0.25
    lexical: float = 0.4
    ruled: float = 0.25
    even: float = 0.5
    smooth: float = 0.02
    epochs: float = 2.0
    rate: float = 3e-3
    lines: int = 4000
    crop: int = 1000


@dataclass(frozen=True)
class Pages:
    """Rows of features of many pages, one after the other."""

    rows: Any
    label: Any
    words: Any
    begin: Any
    weight: Any
    lexical: Any
    ruled: Any


class Net(nn.Module):
    """The same steps as `dechaff.model.network`, in floats."""

    def __init__(self, features: int, plan: Plan) -> None:
        super().__init__()
        width, self.drop = plan.width, plan.drop
        self.inp, self.mid = nn.Linear(features, plan.wide), nn.Linear(plan.wide, width)
        self.cv = nn.ModuleList([nn.Linear(3 * width, width) for _ in REACH])
        self.pw = nn.ModuleList([nn.Linear(width, width) for _ in REACH])
        self.gate, self.glob = nn.Linear(width, 2), nn.Linear(2 * width, width)
        self.out1, self.out = nn.Linear(width, 16), nn.Linear(16, 1)
        self.tell, self.told = nn.Linear(width, 2 * plan.signs), nn.Linear(2 * plan.signs, width)
        for layer in (*self.pw, self.told):
            nn.init.normal_(layer.weight, 0, 0.05)
            nn.init.zeros_(layer.bias)

    def forward(self, rows: Any, mask: Any, root: Any, page: Any, pages: int) -> Any:
        """The log-odds of content."""
        state = functional.dropout(functional.relu(self.inp(rows)), self.drop, self.training)
        state = functional.relu(self.mid(state)) * mask
        for step, reach in enumerate(REACH):
            if step == POOLED:
                means = self.glob(self._means(state, root, page, pages))[page]
                far = functional.dropout(self._far(state, mask, page, pages), self.drop, self.training)
                state = state + (means + self.told(far)) * mask
            above = functional.pad(state, (0, 0, reach, 0))[:-reach]
            below = functional.pad(state, (0, 0, 0, reach))[reach:]
            heard = functional.relu(self.cv[step](torch.cat((above, state, below), 1)))
            state = (state + self.pw[step](functional.dropout(heard, self.drop, self.training))) * mask
        return self.out(functional.relu(self.out1(state)))[:, 0]

    def _means(self, state: Any, root: Any, page: Any, pages: int) -> Any:
        gate = torch.clamp(self.gate(state) / 4 + 0.5, 0, 1) * root
        total = torch.zeros(pages, 2).index_add_(0, page, gate) + 0.1
        width = state.shape[1]
        sums = [
            torch.zeros(pages, width).index_add_(0, page, state * gate[:, k : k + 1]) / total[:, k : k + 1]
            for k in (0, 1)
        ]
        return torch.cat(sums, 1)

    def _far(self, state: Any, mask: Any, page: Any, pages: int) -> Any:
        """The strongest signs above and below each line; those of other pages are kept apart."""
        above, below = (torch.clamp(self.tell(state), 0, MOST / UNIT) * mask).double().chunk(2, 1)
        down = page.double()[:, None] * _APART
        up = (pages - 1) * _APART - down
        above = torch.cummax(above + down, 0)[0] - down
        below = torch.cummax((below + up).flip(0), 0)[0].flip(0) - up
        return torch.cat((above, below), 1).float()

    def parts(self) -> dict[str, tuple[Any, Any]]:
        """The weights, inputs by outputs, and biases of each layer."""
        named = {
            name: getattr(self, name)
            for name in ("inp", "mid", "gate", "glob", "tell", "told", "out1", "out")
        }
        for step, (heard, told) in enumerate(zip(self.cv, self.pw, strict=True)):
            named |= {f"cv{step}": heard, f"pw{step}": told}
        return {
            name: (layer.weight.detach().double().numpy().T.copy(), layer.bias.detach().double().numpy())
            for name, layer in named.items()
        }


def _batch(pages: Pages, chosen: list[int], mean: Any, spread: Any, plan: Plan, rng: Any) -> Any:
    """Pages one after the other, with a gap over which no step reaches."""
    nothing = (-mean * spread)[pages.ruled]
    columns: dict[str, list[Any]] = {name: [] for name in ("rows", "mask", "root", "page", "label", "weight")}
    for place, index in enumerate(chosen):
        begin, end = pages.begin[index], pages.begin[index + 1]
        if end - begin > plan.crop:
            begin += int(rng.integers(0, end - begin - plan.crop))
            end = begin + plan.crop
        count = end - begin
        rows = np.clip((pages.rows[begin:end].astype(np.float32) - mean) * spread, -_CLIP, _CLIP)
        if rng.random() < plan.lexical:
            rows[:, pages.lexical] = 0
        if rng.random() < plan.ruled:
            rows[:, pages.ruled] = nothing
        rows[:, rng.random(rows.shape[1]) < plan.columns] = 0
        root = np.sqrt(np.minimum(pages.words[begin:end], 60)).astype(np.float32)
        label = pages.label[begin:end]
        weight = root * (label < 2)
        weight = weight / max(1.0, weight.sum()) ** 0.5 * 10 * pages.weight[index]
        for name, value in zip(
            columns, (rows, np.ones(count), root, np.full(count, place), label == 1, weight), strict=True
        ):
            fill = np.full(_GAP, place) if name == "page" else np.zeros((_GAP, *value.shape[1:]))
            columns[name] += [value, fill]
    joined = {name: np.concatenate(parts) for name, parts in columns.items()}
    tensors = {
        name: torch.from_numpy(value.astype(np.float32)) for name, value in joined.items() if name != "page"
    }
    return tensors, torch.from_numpy(joined["page"].astype(np.int64)), len(chosen)


def _batches(pages: Pages, plan: Plan, rng: Any) -> Iterator[list[int]]:
    count = len(pages.weight)
    rounds = [rng.permutation(count) for _ in range(int(np.ceil(plan.epochs)))]
    chosen: list[int] = []
    size = 0
    for index in np.concatenate(rounds)[: int(plan.epochs * count)].tolist():
        chosen.append(index)
        size += min(plan.crop, int(pages.begin[index + 1] - pages.begin[index])) + _GAP
        if size > plan.lines:
            yield chosen
            chosen, size = [], 0
    if chosen:
        yield chosen


def fit(pages: Pages, plan: Plan, seed: int = 0) -> tuple[Net, Any, Any]:
    """A trained network, and the mean and spread by which features were made alike."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    sample = np.sort(rng.choice(len(pages.rows), min(len(pages.rows), 300_000), replace=False))
    rows = pages.rows[sample].astype(np.float64)
    mean, spread = rows.mean(axis=0), 1 / (rows.std(axis=0) + 1)
    net = Net(rows.shape[1], plan)
    optimiser = torch.optim.AdamW(net.parameters(), lr=plan.rate, weight_decay=0.02)
    batches = list(_batches(pages, plan, rng))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, plan.rate, total_steps=len(batches) + 5, pct_start=0.1
    )
    net.train()
    for chosen in batches:
        tensors, page, count = _batch(
            pages, chosen, mean.astype(np.float32), spread.astype(np.float32), plan, rng
        )
        score = net(tensors["rows"], tensors["mask"][:, None], tensors["root"][:, None], page, count)
        label = tensors["label"] * (1 - 2 * plan.smooth) + plan.smooth
        losses = functional.binary_cross_entropy_with_logits(score, label, reduction="none")
        loss = (losses * tensors["weight"]).sum() / tensors["weight"].sum()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
    return net, mean, spread
