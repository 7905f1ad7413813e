"""A sweep writes each answer to its own place and leaves the others alone."""

import numpy as np

from salwa.kernel.identification.parameters import Parameters
from salwa.kernel.identification.questions import many_of, questions
from salwa.kernel.identification.statistics import Counts
from salwa.kernel.identification.sweep import Task, no_answers, room, sweep
from salwa.kernel.identification.weighing import weights_of
from tests.kernel.identification.registers import arrays, asked


def test_only_the_wanted_texts_are_answered() -> None:
    many = many_of(questions((text, asked(text)) for text in ("AC1234", "HK5678", "AC1235")))
    parameters = Parameters.fitted()
    task = Task(
        np.array([1]), np.array([0.01]), parameters.costs, np.zeros(0, np.uint64), weights_of(Counts(2), parameters)
    )
    out = no_answers(3)
    sweep(many, np.array([0, 2]), arrays(["AC1234", "HK5678"]), task, room(), out)
    assert out.kept.tolist() == [1, 0, 1]
    assert out.score[0, 0] > out.score[2, 0]
