// What several screens show: badges, buttons whose meaning the session chose, rows that name a record.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "client/app/action.h"

namespace nuong::client {

enum class Tone { neutral, info, good, warning, danger };

struct Badge {
    std::string text = {};
    Tone tone = Tone::neutral;
    bool operator==(const Badge&) const = default;
};

// What is known of a person may only be kept, or a period was handed in: why, and what may still be done.
struct Restriction {
    std::string title = {}, reason = {}, allowed = {};
    bool operator==(const Restriction&) const = default;
};

// A button whose meaning the session chose: a new form, an edit, a list.
struct Command {
    std::string label = {};
    Action action = {};
    bool primary = false;
    bool operator==(const Command&) const = default;
};

// A number to act on: a tap opens what it counts.
struct OverviewFigure {
    std::string label = {}, detail = {};
    std::optional<std::int64_t> count = {};  // nothing: it has not been counted yet
    Tone tone = Tone::neutral;
    Action open = {};
    bool is_more = false;  // than `count`, of which nobody has counted how many
    bool operator==(const OverviewFigure&) const = default;
};

struct Row {
    RecordId record = {};
    std::string title = {}, detail = {};  // name; birth year, commune
    std::vector<Badge> badges = {};
    bool operator==(const Row&) const = default;
};

}  // namespace nuong::client
