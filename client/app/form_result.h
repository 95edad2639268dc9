// The result that a form computes for the person who fills it: rows of a group whose appearance is "result".
//
// In the form: {"type":"group","name":"result","appearance":"result","children":[ one group per row: a group whose
// label is the row's, with calculates named score, band and advice ]}. `band` is a choice code low, moderate or high
// (or incomplete); what is blank is left out. The form computes; here it is only laid out.
#pragma once
#include "client/app/view_model.h"
#include "shared/forms/instance.h"

namespace nuong::client {

// Part of a result group: not a question, shown by add_result alone.
bool is_result_part(const forms::FormDefinition& form, int node);
void add_result(FormView& out, const forms::Instance& instance, Language language);

}  // namespace nuong::client
