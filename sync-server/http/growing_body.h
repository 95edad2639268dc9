// GrowingBody: the body of a request as text that takes memory for what has arrived. Beast's own takes it for all that
// was announced, and anybody may announce much.
#pragma once
#include <boost/beast/http/string_body.hpp>

namespace nuong {

struct GrowingBody {
    using value_type = std::string;

    class reader : public boost::beast::http::string_body::reader {
    public:
        using boost::beast::http::string_body::reader::reader;

        void init(const boost::optional<std::uint64_t>& announced, boost::beast::error_code& error) {
            static_cast<void>(announced);
            error = {};
        }
    };
};

}  // namespace nuong
