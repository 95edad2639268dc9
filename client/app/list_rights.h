// Whether a list may become a file. A file that holds only what was chosen tells what it was chosen by; so that has to
// be something that the role may take out as well.
#pragma once
#include "client/app/views.h"
#include "shared/forms/compile.h"
#include "shared/printing/print_mask.h"

namespace nuong::client {

// What decides which records of a form stand in a list.
enum class ChosenBy {
    state,    // returned, not sent, in conflict ...: every file says it of each record
    day,      // on which it happened
    due_day,  // on which somebody has to come back to it
    words,    // that somebody has searched for
};
ChosenBy chosen_by(const ListWish& wish);
// Whether that follows from an answer that the mask hides.
bool is_choice_hidden(const forms::CompiledForm& form, const printing::PrintMask& mask, ChosenBy chosen);

// Not given and nothing to say: the role takes nothing out at all.
struct ListFileRight {
    bool is_given = false;
    Message why_not = {};
};
ListFileRight file_right(Workbook& workbook, const ListWish& wish);
// Of what one search has found in these forms: of some of them there may be files, then.
ListFileRight search_file_right(Workbook& workbook, const std::vector<FormId>& found_in);
// Of the records behind a number: only where the role may take out every answer that it is counted by.
ListFileRight figure_file_right(Workbook& workbook, const FigureRights& rights, const reports::FigureAt& at);

}  // namespace nuong::client
