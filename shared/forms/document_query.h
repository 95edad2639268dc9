// Expressions over any tree, without a form: the same grammar, functions and semantics that forms have.
#pragma once
#include "shared/base/result.h"
#include "shared/forms/evaluate.h"

namespace nuong::forms {

struct QueryAnswer {
    bool is_nodes = false;
    TreeNodes nodes;  // in the order of the document, unless randomize() mixed them
    Datum value;      // of nodes: of the first
    bool truth = false;
};

// Evaluates `source` at `context`; "/" leads to `root`. An error names the place in the source.
Result<QueryAnswer> query(std::string_view source, TreeNode context, TreeNode root, const Environment& environment);

}  // namespace nuong::forms
