// A heat table on paper: one HTML file that any browser prints on A4. A number stands in every cell; the tints differ
// by how light they are and not by their hue, so they are the same to every eye and on every printer.
#pragma once
#include <string>
#include <vector>

#include "shared/base/message.h"

namespace nuong::charts {

struct HeatNumber {
    std::string text = {};
    int level = 0;  // 0 for nothing, up to 4
};

struct HeatLine {
    std::string name = {}, remark = {};  // the remark stands below the name
    bool is_sum = false;
    std::vector<HeatNumber> numbers = {};  // one for each column
};

struct HeatPaper {
    std::string title = {}, subject = {}, about = {};
    std::vector<std::string> head = {};  // over the names, then over each column
    std::vector<HeatLine> lines = {};
    std::string foot = {};  // from what it was made, by whom and when
};

std::string page_of_heat(const HeatPaper& paper, Language language);

}  // namespace nuong::charts
