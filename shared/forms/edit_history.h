// EditHistory: what was done to an open form, so that it can be taken back and done again. An edit is all that one step
// of a person changed: the answer, what the form set because of it, the row and everything in it.
#pragma once
#include <vector>

#include "shared/model/value.h"

namespace nuong::forms {

// A row is the path "members/<key>/~live": true while it is there, false when it was taken out, Null before it was
// made.
struct AnswerChange {
    Path path;
    Value before, after;

    bool operator==(const AnswerChange&) const = default;
};
using Edit = std::vector<AnswerChange>;

// The edit that takes this one back.
Edit reversed(const Edit& edit);

class EditHistory {
public:
    // An edit that changed nothing is not worth taking back. Doing something new forgets what was taken back.
    void add(const Edit& edit);
    bool can_undo() const { return done_ > 0; }
    bool can_redo() const { return done_ < edits_.size(); }
    // The edit to take back, or to do again. REQUIRES: can_undo(), can_redo().
    const Edit& undo() { return edits_[--done_]; }
    const Edit& redo() { return edits_[done_++]; }

private:
    std::vector<Edit> edits_;
    std::size_t done_ = 0;  // how many of them are in force
};

}  // namespace nuong::forms
