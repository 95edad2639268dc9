// What the QR code for a new device says: where its server is and a one-time code, as one address. What stands behind
// the # is sent to nobody by a phone that takes the code for a page.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace nuong {

struct EnrolmentLink {
    std::string server;  // https://district.example
    std::string code;    // ABCD-EFGH-JKLM

    bool operator==(const EnrolmentLink&) const = default;
};

std::string text_of(const EnrolmentLink& link);
// Spaces around it do no harm. Nothing: it is no such link, but perhaps an address without a code.
std::optional<EnrolmentLink> parse_enrolment_link(std::string_view text);

}  // namespace nuong
