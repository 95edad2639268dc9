// The outcome of a screening: score, band in words and colour, and what to do next.
#pragma once
#include <string>
#include <vector>

#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_results(Ui& ui, const std::string& heading, const std::vector<ResultRow>& rows);

// Words to say to the person, told apart from what is meant for whoever asks.
void draw_read_aloud(Ui& ui, const std::string& words);
// All that a screening came to: score, band, what to do, what to say.
void draw_outcome(Ui& ui, const FormOutcome& outcome);

}  // namespace nuong::client
