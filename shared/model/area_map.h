// AreaMap: the same places under another structure. A report chooses the structure of one day; what was recorded under
// another is looked up through the links of the reforms between. A place that was split is one of several: it is not
// guessed which.
#pragma once
#include "shared/model/area_tree.h"

namespace nuong {

class AreaMap {
public:
    // `tree` must outlive it.
    AreaMap(const AreaTree& tree, Date day) : tree_(tree), day_(day) {}

    // Where `code` lies in the structure of the day: itself while that is in force, one area when every link leads
    // whole to it, several when it is known only that it is one of them, none when no link leads anywhere.
    const std::vector<AreaCode>& places(const AreaCode& code);
    // The area on whose border nothing is cut: every place of `code` lies within it. Asked for a report's columns.
    bool is_wholly_within(const AreaCode& code, const AreaCode& root);

private:
    std::vector<AreaCode> find(const AreaCode& code);
    std::vector<AreaCode> below(const AreaCode& code);

    const AreaTree& tree_;
    Date day_;
    std::unordered_map<AreaCode, std::vector<AreaCode>> known_;
};

// The day whose structure `root` belongs to, nearest to `wanted`: an area that was closed stays a reporting group, and
// takes its structure along.
Date day_of_structure(const AreaTree& tree, const AreaCode& root, Date wanted);

}  // namespace nuong
