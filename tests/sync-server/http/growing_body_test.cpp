// What a request takes of the server's memory before its body has come.
#include "sync-server/http/growing_body.h"

#include <boost/beast/http.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace nuong;

TEST_CASE("a large body that is only announced takes no memory, and takes it as it comes") {
    namespace http = boost::beast::http;
    http::request_parser<GrowingBody> parser;
    parser.body_limit(8'000'000);
    parser.eager(true);
    boost::beast::error_code error;
    const std::string head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n";
    CHECK(parser.put(boost::asio::buffer(head), error) == head.size());
    CHECK_FALSE(error);
    CHECK(parser.is_header_done());
    CHECK(parser.get().body().capacity() < 1'000);
    const std::string piece(10'000, 'x');
    CHECK(parser.put(boost::asio::buffer(piece), error) == piece.size());
    CHECK_FALSE(error);
    CHECK(parser.get().body() == piece);
    CHECK(parser.get().body().capacity() < 100'000);
    CHECK_FALSE(parser.is_done());
}
