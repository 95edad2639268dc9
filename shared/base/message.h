// Words for a person, in the two languages a field team reads: Vietnamese first, English second.
#pragma once
#include <string>

namespace nuong {

enum class Language { vi, en };

struct Message {
    std::string vi;
    std::string en;

    const std::string& in(Language language) const { return language == Language::vi ? vi : en; }
    bool operator==(const Message&) const = default;
};

}  // namespace nuong
