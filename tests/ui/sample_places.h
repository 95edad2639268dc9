// What is found on the whole device, and where it lies: searches and areas, as the session would show them.
#pragma once
#include "tests/ui/sample_forms.h"

namespace nuong::client::samples {

SearchView search_hits(Words t);
SearchView search_begun(Words t);
AreaView areas(Words t);
AreaView areas_found(Words t);
FormView form_from_paper(Words t);

}  // namespace nuong::client::samples
