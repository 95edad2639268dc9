#include "shared/forms/edit_history.h"

#include <algorithm>

namespace nuong::forms {
namespace {

constexpr std::size_t edits_max = 1'000;

}  // namespace

Edit reversed(const Edit& edit) {
    Edit back(edit.rbegin(), edit.rend());
    for (AnswerChange& change : back) std::swap(change.before, change.after);
    return back;
}

void EditHistory::add(const Edit& edit) {
    if (edit.empty()) return;
    edits_.resize(done_);
    if (edits_.size() >= edits_max) edits_.erase(edits_.begin(), edits_.begin() + edits_max / 2);
    edits_.push_back(edit);
    done_ = edits_.size();
}

}  // namespace nuong::forms
