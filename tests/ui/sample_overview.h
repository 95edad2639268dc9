// What a district looks at, as the session would show it.
#pragma once
#include "tests/ui/sample_forms.h"

namespace nuong::client::samples {

OverviewView overview(Words t);
OverviewView overview_of_devices(Words t);
OverviewView overview_of_refused(Words t);
OverviewView overview_untold(Words t);

ListView unchecked(Words t);
CaseloadView caseload(Words t);  // of a colleague who leaves
CaseloadView caseload_empty(Words t);

}  // namespace nuong::client::samples
