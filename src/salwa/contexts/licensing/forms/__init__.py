"""Licensing, forms, ¶37 ¶59 ¶64: what is typed on the pages of licences."""

from salwa.contexts.licensing.forms.acting import ActingForm, ReasonForm
from salwa.contexts.licensing.forms.deciding import (
    AmendForm,
    ConfirmForm,
    GrantForm,
    MeasureForm,
    RefuseForm,
    RenewForm,
    WithdrawForm,
)
from salwa.contexts.licensing.forms.finding import BookForm, NewCompanyForm, NewPersonForm, NumberForm, PersonForm
from salwa.contexts.licensing.forms.recording import (
    ApplicationForm,
    CategoryForm,
    CheckForm,
    InspectionForm,
    PremisesForm,
    ResultForm,
    StockForm,
)

__all__ = [
    "ActingForm",
    "AmendForm",
    "ApplicationForm",
    "BookForm",
    "CategoryForm",
    "CheckForm",
    "ConfirmForm",
    "GrantForm",
    "InspectionForm",
    "MeasureForm",
    "NewCompanyForm",
    "NewPersonForm",
    "NumberForm",
    "PersonForm",
    "PremisesForm",
    "ReasonForm",
    "RefuseForm",
    "RenewForm",
    "ResultForm",
    "StockForm",
    "WithdrawForm",
]
