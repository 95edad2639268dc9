// The pages of the office: from a request to a turn, and each turn to the thread that it needs.
#include "sync-server/admin/endpoints.h"

namespace nuong::admin {
namespace {

constexpr std::size_t form_bytes_max = 16 * 1024;

web::WebRequest web_request_of(const HttpRequest& request) {
    const std::size_t mark = request.target.find('?');
    web::WebRequest asked;
    asked.is_post = request.method == "POST";
    asked.path = request.target.substr(0, mark);
    if (mark != std::string::npos) asked.query = web::decode_fields(std::string_view(request.target).substr(mark + 1));
    const bool is_form = request.content_type.starts_with("application/x-www-form-urlencoded");
    if (asked.is_post && is_form && request.body.size() <= form_bytes_max)
        asked.form = web::decode_fields(request.body);
    asked.cookies = web::decode_cookies(request.cookie);
    asked.remote = request.remote;
    asked.host = request.host;
    asked.is_secure = request.is_tls || request.forwarded_proto == "https";
    return asked;
}

HttpResponse response_of(web::WebAnswer answer) {
    HttpResponse response;
    response.headers = answer.headers();
    response.status = answer.status;
    response.content_type = std::move(answer.content_type);
    response.body = std::move(answer.body);
    return response;
}

unsigned status_of(const Error& error) {
    return error.code == ErrorCode::unreachable || error.code == ErrorCode::locked ? 503 : 500;
}

}  // namespace

struct Endpoints::Web {
    web::WebRequest request;
    HttpReply reply;
};

void Endpoints::show_page(const HttpRequest& request, HttpReply reply) {
    web::WebRequest asked = web_request_of(request);
    if (asked.is_secure)
        reply = [reply = std::move(reply)](HttpResponse response) {
            response.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
            reply(std::move(response));
        };
    const auto page = std::make_shared<Web>(Web{std::move(asked), std::move(reply)});
    take_turn(page, site_.handle(page->request));
}

void Endpoints::take_turn(const std::shared_ptr<Web>& page, web::WebTurn turn) {
    bool taken = true;
    if (auto* answer = std::get_if<web::WebAnswer>(&turn.next)) return page->reply(response_of(std::move(*answer)));
    if (auto* read = std::get_if<web::WebTurn::Read>(&turn.next)) {
        taken = readers_.submit([this, page, work = std::move(read->work)](ChangeStore& store) {
            go_on(page, [&] {
                web::WebTurn next = work(*store.read());
                reading_.well();
                return next;
            });
        });
    } else if (auto* slow = std::get_if<web::WebTurn::Slow>(&turn.next)) {
        taken = slow_.submit([this, page, work = std::move(slow->work)] { go_on(page, work); });
    } else {
        taken = write_page(page, std::move(std::get<web::WebTurn::Write>(turn.next).work));
    }
    if (taken) return;
    ++counters_.turned_away;
    page->reply(response_of(web::WebSite::trouble(page->request, 503)));
}

// What goes wrong is answered with a page, never lost.
void Endpoints::go_on(const std::shared_ptr<Web>& page, const std::function<web::WebTurn()>& work) {
    try {
        take_turn(page, work());
    } catch (const std::exception& why) {
        const auto error = note_failed_read(why);
        page->reply(response_of(web::WebSite::trouble(page->request, error ? status_of(*error) : 500)));
    }
}

bool Endpoints::write_page(const std::shared_ptr<Web>& page, std::function<web::WebTurn(StoreTransaction&)> work) {
    const auto next = std::make_shared<std::optional<web::WebTurn>>();
    const auto job = [next, work = std::move(work)](StoreTransaction& transaction) { *next = work(transaction); };
    const auto answer = [this, next, page](const Result<Committed>& committed) {
        if (committed) return writing_.well(), take_turn(page, std::move(**next));
        note_failed_write(committed.error());
        page->reply(response_of(web::WebSite::trouble(page->request, status_of(committed.error()))));
    };
    return writer_.submit(job, answer);
}

}  // namespace nuong::admin
