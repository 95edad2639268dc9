#include "shared/printing/paper.h"

namespace nuong::printing {

void PaperWriter::open(Heading heading) { open_.push_back({std::move(heading), false}); }

void PaperWriter::close() { open_.pop_back(); }

void PaperWriter::add(Block block) {
    for (Open& each : open_) {
        if (!each.is_written && !each.heading.label.empty()) paper_.blocks.emplace_back(each.heading);
        each.is_written = true;
    }
    paper_.blocks.push_back(std::move(block));
}

}  // namespace nuong::printing
