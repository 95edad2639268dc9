// What the QR code for a new device says, read back; and what is none.
#include <catch2/catch_test_macros.hpp>

#include "shared/base/enrolment_link.h"

using namespace nuong;

TEST_CASE("A link says again which server and which code were written into it") {
    for (const char* server :
         {"https://district.example", "https://district.example:8765/nuong", "http://127.0.0.1:9"}) {
        const EnrolmentLink link{server, "ABCD-EFGH-JKLM"};
        CHECK(parse_enrolment_link(text_of(link)) == link);
        CHECK(parse_enrolment_link(" " + text_of(link) + "\r\n") == link);  // as scanners end what they type
    }
}

TEST_CASE("An address, a code or anything else alone is no link") {
    for (const char* text :
         {"", " ", "#", "#ABCD", "https://district.example", "https://district.example#", "ABCD-EFGH-JKLM",
          "ftp://district.example#ABCD", "https://district.example#abcd", "https://district.example#AB CD",
          "https://district.example#ABCD#EFGH", "https://district.example#ABCD/../x"})
        CHECK_FALSE(parse_enrolment_link(text));
    CHECK_FALSE(parse_enrolment_link("https://district.example#" + std::string(65, 'A')));
}
