// Oracle: what must be visible, straight from the definition and without dots, contexts or states: a write is
// superseded exactly when somebody who saw it wrote over it. It keeps every write for ever, which is why it is simple
// and right.
#pragma once
#include <bitset>
#include <cstddef>
#include <vector>

namespace nuong::oracle {

inline constexpr std::size_t writes_max = 192;
using WriteSet = std::bitset<writes_max>;  // writes by number; the number is also the value that was written

// What a node has heard of one record.
struct Knowledge {
    WriteSet writes;
    WriteSet refused;

    void learn(const Knowledge& other) {
        writes |= other.writes;
        refused |= other.refused;
    }
};

class Oracle {
public:
    bool is_full() const { return facts_.size() + 8 > writes_max; }
    std::size_t size() const { return facts_.size(); }
    // A person wrote a register while knowing what they knew; the answer is the number of the write.
    std::size_t write(std::size_t record, std::size_t path, const Knowledge& knowing) {
        facts_.push_back({record, path, heads(knowing, record, path)});
        return facts_.size() - 1;
    }
    WriteSet heads(const Knowledge& knowing, std::size_t record, std::size_t path) const {
        WriteSet alive = knowing.writes & ~knowing.refused;
        for (std::size_t i = 0; i < facts_.size(); ++i) {
            if (facts_[i].record != record || facts_[i].path != path) alive.reset(i);
            else if (knowing.writes[i]) alive &= ~facts_[i].wrote_over;
        }
        return alive;
    }
    std::size_t record_of(std::size_t write) const { return facts_[write].record; }

private:
    struct Fact {
        std::size_t record, path;
        WriteSet wrote_over;
    };
    std::vector<Fact> facts_;
};

}  // namespace nuong::oracle
