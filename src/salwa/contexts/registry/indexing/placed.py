"""Registry, index, ¶64: where parts sit, as pieces of SQL that queries and the index share.

Nearly no part was ever moved: a part without a fitting sits in the firearm it was first registered with.
"""

from typing import Final

LATEST: Final = """NOT EXISTS (
    SELECT FROM registry_fitting n WHERE n.of_id = t.of_id AND n.ordinal = t.ordinal AND n.id > t.id)"""
"""That fitting ``t`` says where its part sits now."""
UNMOVED: Final = """NOT EXISTS (
    SELECT FROM registry_fitting t WHERE t.of_id = m.firearm_id AND t.ordinal = m.component)"""
"""That mark ``m`` is on a part that was never moved."""
STANDS: Final = """NOT EXISTS (
    SELECT FROM registry_withdrawal w WHERE w.firearm_id = m.firearm_id AND w.ordinal = m.ordinal)"""
"""That mark ``m`` is not withdrawn."""
MARKS_ON: Final = f"""(
    SELECT m.firearm_id, m.ordinal, m.component, m.inscription_id, m.text, m.component = f.control AS is_control
      FROM registry_mark m
     WHERE m.firearm_id = f.id AND {STANDS} AND {UNMOVED}
     UNION ALL
    SELECT m.firearm_id, m.ordinal, m.component, m.inscription_id, m.text, t.is_control
      FROM registry_fitting t
      JOIN registry_mark m ON m.firearm_id = t.of_id AND m.component = t.ordinal
     WHERE t.firearm_id = f.id AND {LATEST} AND {STANDS})"""  # noqa: S608  pieces of our own are put in
"""The marks that stand on the parts which firearm ``f`` has now; ``firearm_id`` is where each was first registered."""
CALIBRES_ON: Final = f"""(
    SELECT m.calibre
      FROM registry_calibre_of m
     WHERE m.firearm_id = f.id AND m.withdrawn_id IS NULL AND {UNMOVED}
     UNION
    SELECT m.calibre
      FROM registry_fitting t
      JOIN registry_calibre_of m ON m.firearm_id = t.of_id AND m.component = t.ordinal AND m.withdrawn_id IS NULL
     WHERE t.firearm_id = f.id AND {LATEST})"""  # noqa: S608  pieces of our own are put in
"""The calibres that firearm ``f`` takes beside its main one, by itself or by a part that it has now."""
ALONE: Final = f"""NOT EXISTS (
    SELECT FROM registry_fitting t
     WHERE t.firearm_id = p.record_id AND (t.of_id, t.ordinal) <> (p.of_id, p.ordinal) AND {LATEST})"""
"""That the record of part ``p`` has no other part: it is no weapon."""
