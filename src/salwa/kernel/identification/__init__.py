"""Kernel, identification.

``segments`` write_segment, Segment · ``delta`` Delta · ``index`` Index · ``bulk`` match_batch · ``match`` match ·
``evidence`` evidence_from · ``layout`` RECORD_SCHEMA · ``model`` questions and answers · ``warm`` compile once.
Nothing is imported here: a reader of ``model`` must not wait for a compiler.
"""
