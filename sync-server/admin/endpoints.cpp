#include "sync-server/admin/endpoints.h"

#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"
#include "shared/protocol/farewell.h"
#include "shared/protocol/recovery.h"
#include "shared/sqlite/database.h"
#include "sync-server/admin/http_answers.h"
#include "sync-server/core/wiped_devices.h"

namespace nuong::admin {
namespace {

using protocol::HttpError;

constexpr std::size_t small_body_bytes = 4 * 1024, small_text_bytes = 64 * 1024;  // decoded on the HTTP thread

Result<protocol::SyncRequest> decode(const std::string& body) {
    const auto text = protocol::unpack(body);
    if (!text) return text.error();
    return protocol::decode_sync_request(*text);
}

// What may be looked at before anybody is known: a body that is small and stays so when it is unpacked.
std::optional<std::string> small_text_of(const std::string& body) {
    if (body.size() > small_body_bytes) return std::nullopt;
    auto text = protocol::unpack(body, small_text_bytes);
    return text ? std::optional(std::move(*text)) : std::nullopt;
}

}  // namespace

struct Endpoints::Sync {
    HttpRequest http;
    HttpReply reply;
    bool may_pack = false;
    Asker asker;
    std::optional<protocol::SyncRequest> request;
    std::shared_ptr<const Principal> principal;
    ArrivedRun run;
    std::optional<PushOutcome> pushed;
};

void Endpoints::handle(HttpRequest request, HttpReply reply) {
    ++counters_.requests;
    counters_.request_bytes += request.body.size();
    proxies_.look_through(request);
    reply = counted(std::move(reply), request.target == "/v1/sync");
    if (const auto token = bearer(request); token && !often_.admits(*token, clock_.now())) return slow_down(reply);
    const std::string path = path_of(request.target);
    const bool is_get = request.method == "GET" || request.method == "HEAD";
    const bool is_post = request.method == "POST";
    const bool wants_schema = path.starts_with("/v1/schemas/");
    const bool wants_blob = path.starts_with(blobs_path);
    if (path == "/v1/sync" && is_post) return sync(std::move(request), std::move(reply));
    if (path == "/v1/schemas" && is_post) return give_schemas(std::move(request), std::move(reply));
    if (path == "/v1/digests" && is_post) return compare(std::move(request), std::move(reply));
    if (path == "/v1/bundles" && is_post) return take_bundle(std::move(request), std::move(reply));
    if (path == "/v1/reports" && is_post) return ask_reports(std::move(request), std::move(reply));
    if (path == "/v1/relay" && is_post) return relay(std::move(request), std::move(reply));
    if (path == "/v1/wiped" && is_post) return hear_of_wipe(std::move(request), std::move(reply));
    const bool has_code = path == "/v1/enroll" || path == "/v1/recover";
    if (has_code && is_post && parent_) return ask_parent_with_code(std::move(request), std::move(reply));
    if (path == "/v1/enroll" && is_post) return enrol(std::move(request), std::move(reply));
    if (path == "/v1/recover" && is_post) return recover(std::move(request), std::move(reply));
    if (wants_schema && is_get) return give_schema(std::move(request), std::move(reply));
    if (wants_blob && (is_get || request.method == "PUT")) return blob(std::move(request), std::move(reply));
    if (path == "/healthz" && is_get) return report_health(std::move(reply));
    if (path == "/metrics" && is_get) return report_metrics(std::move(reply));
    if (web::WebSite::serves(path) && (is_get || is_post)) return show_page(request, std::move(reply));
    const bool known = path == "/v1/sync" || path == "/v1/digests" || path == "/v1/bundles" || path == "/v1/schemas" ||
                       path == "/v1/reports" || path == "/v1/relay" || path == "/v1/wiped" || has_code ||
                       wants_schema || wants_blob || path == "/healthz" || path == "/metrics" ||
                       web::WebSite::serves(path);
    reply(known ? http_error(405, "wrong_method",
                             {"Phương thức HTTP không đúng.", "This HTTP method is not for this address."})
                : http_error(404, "not_found", {"Không có địa chỉ này.", "There is nothing at this address."}));
}

void Endpoints::turn_away(const HttpReply& reply) {
    ++counters_.turned_away;
    const HttpError busy{
        "busy", {"Máy chủ đang bận. Máy sẽ tự thử lại sau.", "The server is busy. Your device will try again."}};
    admission_.failed({"Nhiều máy đến cùng lúc quá; một số được hẹn lại sau.",
                       "Too many devices at once; some were told to come again later."});
    reply(response_of(busy));
}

void Endpoints::slow_down(const HttpReply& reply) {
    ++counters_.turned_away;
    HttpResponse response = http_error(429, "too_often",
                                       {"Máy này hỏi máy chủ quá dày. Không mất gì; máy sẽ tự thử lại sau một phút.",
                                        "This device asks the server too often. Nothing is lost; it tries again in a "
                                        "minute."});
    response.retry_after = RequestLimit::window;
    reply(std::move(response));
}

void Endpoints::on_reader(HttpReply reply, std::function<void(ChangeStore&)> work) {
    const bool taken = readers_.submit([this, reply, work = std::move(work)](ChangeStore& store) {
        try {
            work(store);
            reading_.well();
        } catch (const std::exception& why) {
            fail(reply, why);
        }
    });
    if (!taken) return turn_away(reply);
    admission_.well();
}

// Nothing: it is not the store's fault.
std::optional<Error> Endpoints::note_failed_read(const std::exception& why) {
    ++counters_.failed;
    const auto* database = dynamic_cast<const DatabaseError*>(&why);
    const std::string detail = why.what();
    reading_.failed(database ? database->error().message
                             : Message{"Lỗi bên trong máy chủ: " + detail, "An error inside the server: " + detail});
    return database ? std::optional(database->error()) : std::nullopt;
}

void Endpoints::note_failed_write(const Error& why) {
    ++counters_.failed;
    writing_.failed(why.message);
}

void Endpoints::fail(const HttpReply& reply, const std::exception& why) {
    const auto error = note_failed_read(why);
    reply(error ? response_of(*error) : internal_error());
}

bool Endpoints::is_written(const Result<Committed>& committed, const HttpReply& reply) {
    if (committed) return writing_.well(), true;
    note_failed_write(committed.error());
    reply(response_of(committed.error()));
    return false;
}

void Endpoints::sync(HttpRequest request, HttpReply reply) {
    const auto asker = asker_of(request);
    if (!asker) return reply(unauthorized());
    auto sync = std::make_shared<Sync>();
    sync->asker = *asker;
    sync->may_pack = understands_packed(request);
    if (const auto text = small_text_of(request.body)) {
        auto decoded = protocol::decode_sync_request(*text);
        if (!decoded) return reply(response_of(decoded.error()));
        if (auto answer = service_.nothing_new(asker->token, *decoded, clock_.now())) {
            ++counters_.nothing_new;
            return reply(answer_of(std::move(*answer), sync->may_pack));
        }
        sync->request = std::move(*decoded);
    }
    sync->http = std::move(request);
    sync->reply = reply;
    on_reader(std::move(reply), [this, sync](ChangeStore& store) { begin_sync(store, sync); });
}

void Endpoints::begin_sync(ChangeStore& store, const std::shared_ptr<Sync>& sync) {
    ++counters_.syncs;
    sync->principal = admit(*store.read(), sync->asker, sync->reply);  // before anything large is unpacked
    if (!sync->principal) return;
    if (!sync->request) {
        auto decoded = decode(sync->http.body);
        if (!decoded) return sync->reply(response_of(decoded.error()));
        sync->request = std::move(*decoded);
        sync->http.body = {};
    }
    if (auto refused = service_.refusal_of(*sync->principal, *sync->request)) return sync->reply(response_of(*refused));
    if (!service_.must_write(*store.read(), *sync->principal, *sync->request)) return finish_sync(store, sync);
    sync->run = {sync->request->previous, prepare(std::move(sync->request->changes)), sync->request->signature, false};
    sync->request->changes.clear();
    push(sync);
}

void Endpoints::push(const std::shared_ptr<Sync>& sync) {
    const auto job = [this, sync](StoreTransaction& transaction) {
        sync->pushed = service_.push(transaction, *sync->principal, *sync->request, sync->run, clock_.now());
    };
    const auto answer = [this, sync](const Result<Committed>& committed) {
        if (!is_written(committed, sync->reply)) return;
        if (sync->pushed && sync->pushed->unproven) return sync->reply(response_of(*sync->pushed->unproven));
        if (sync->pushed) {
            sync->pushed->settle(*committed);
            service_.remember(sync->principal->device, sync->pushed->acked);
            counters_.changes_refused += sync->pushed->verdicts.size();
            counters_.changes_accepted +=
                sync->run.changes.size() - std::min(sync->run.changes.size(), sync->pushed->verdicts.size());
        }
        readers_.submit_admitted([this, sync](ChangeStore& store) {
            try {
                finish_sync(store, sync);
            } catch (const std::exception& why) {  // the changes are safe; the device will ask again
                fail(sync->reply, why);
            }
        });
    };
    if (!writer_.submit(job, answer)) turn_away(sync->reply);
}

void Endpoints::finish_sync(ChangeStore& store, const std::shared_ptr<Sync>& sync) {
    auto pulled = service_.pull(*store.read(), *sync->principal, *sync->request, sync->pushed, clock_.now());
    HttpResponse response = answer_of(std::move(pulled.json), sync->may_pack);
    response.tells_of_people = pulled.tells_of_people;
    sync->reply(std::move(response));
}

struct Endpoints::Bundle {
    HttpReply reply;
    std::string carrier;
    std::optional<Result<std::vector<OpenedParcel>>> opened;
    std::vector<MakerOutcome> makers;
};

void Endpoints::take_bundle(HttpRequest request, HttpReply reply) {
    const auto asker = asker_of(request);
    if (!asker) return reply(unauthorized());
    on_reader(reply, [this, reply, asker = *asker, request = std::move(request)](ChangeStore& store) mutable {
        const auto reader = store.read();
        const auto principal = admit(*reader, asker, reply);
        if (!principal) return;
        if (parent_) return parent_(std::move(request), reply);
        auto bundle = std::make_shared<Bundle>();
        bundle->reply = reply;
        bundle->carrier = carrier_of(*principal);
        bundle->opened = open_bundle(*reader, request.body);
        write_bundle(bundle);
    });
}

void Endpoints::write_bundle(const std::shared_ptr<Bundle>& bundle) {
    const auto job = [this, bundle](StoreTransaction& transaction) {
        const Instant now = clock_.now();
        const auto& opened = *bundle->opened;
        if (opened) bundle->makers = nuong::take_bundle(transaction, *service_.book(), *opened, bundle->carrier, now);
        else note_refused_bundle(transaction, opened.error().message, bundle->carrier, now);
    };
    const auto answer = [this, bundle](const Result<Committed>& committed) {
        if (!is_written(committed, bundle->reply)) return;
        if (!*bundle->opened)
            return bundle->reply(response_of(HttpError{"bad_bundle", bundle->opened->error().message}));
        for (const MakerOutcome& maker : bundle->makers) {
            service_.remember(maker.maker, maker.acked);
            counters_.changes_accepted += maker.taken;
            counters_.changes_refused += maker.refused;
        }
        bundle->reply(answer_of(protocol::encode(nuong::answer_of(bundle->makers)), false));
    };
    if (!writer_.submit(job, answer)) turn_away(bundle->reply);
}

// The answer to one request that is written in a transaction of its own, and goes out when that is durable.
template <class Message>
void Endpoints::write_and_answer(HttpReply reply, std::function<Answer<Message>(StoreTransaction&)> work) {
    const auto outcome = std::make_shared<std::optional<Answer<Message>>>();
    const auto job = [outcome, work = std::move(work)](StoreTransaction& transaction) { *outcome = work(transaction); };
    const auto answer = [this, outcome, reply](const Result<Committed>& committed) {
        if (!is_written(committed, reply)) return;
        if (const auto* refused = std::get_if<HttpError>(&**outcome)) return reply(response_of(*refused));
        HttpResponse response;
        response.body = protocol::encode(std::get<Message>(**outcome));
        reply(std::move(response));
    };
    if (!writer_.submit(job, answer)) turn_away(reply);
}

void Endpoints::enrol(HttpRequest request, HttpReply reply) {
    const Instant now = clock_.now();
    if (auto refused = service_.refusal_to_try(request.remote, now)) return reply(response_of(*refused));
    auto decoded = protocol::decode_enroll_request(small_text_of(request.body).value_or(""));
    if (!decoded) return reply(response_of(decoded.error()));
    write_and_answer<protocol::EnrollAnswer>(
        std::move(reply),
        [this, now, asked = std::move(*decoded), held = bearer(request), remote = request.remote](
            StoreTransaction& transaction) { return service_.enrol(transaction, asked, held, remote, now); });
}

void Endpoints::recover(HttpRequest request, HttpReply reply) {
    const Instant now = clock_.now();
    if (auto refused = service_.refusal_to_try(request.remote, now)) return reply(response_of(*refused));
    auto decoded = protocol::decode_recover_request(small_text_of(request.body).value_or(""));
    if (!decoded) return reply(response_of(decoded.error()));
    write_and_answer<protocol::RecoverAnswer>(
        std::move(reply),
        [this, now, asked = std::move(*decoded), remote = request.remote](StoreTransaction& transaction) {
            return service_.recover(transaction, asked, remote, now);
        });
}

// At a relay the parent hears it, as it has given the order.
void Endpoints::hear_of_wipe(HttpRequest request, HttpReply reply) {
    const auto token = bearer(request);
    if (!token) return reply(unauthorized());
    on_reader(reply, [this, reply, token = *token, request = std::move(request)](ChangeStore& store) mutable {
        if (!store.read()->enrolment(token)) return reply(response_of(unknown_token()));
        if (parent_) return parent_(std::move(request), reply);
        write_and_answer<protocol::WipedAnswer>(
            reply, [this, token](StoreTransaction& transaction) -> Answer<protocol::WipedAnswer> {
                if (auto refused = note_wiped(transaction, token, clock_.now())) return std::move(*refused);
                return protocol::WipedAnswer{};
            });
    });
}

// Only the top knows the codes. Guessing is held off here: the parent sees one address for everybody.
void Endpoints::ask_parent_with_code(HttpRequest request, HttpReply reply) {
    const Instant now = clock_.now();
    if (auto refused = service_.refusal_to_try(request.remote, now)) return reply(response_of(*refused));
    const std::string text = small_text_of(request.body).value_or("");
    const auto wrong = [](const auto& decoded) { return decoded ? std::nullopt : std::optional(decoded.error()); };
    const auto malformed = path_of(request.target) == "/v1/enroll" ? wrong(protocol::decode_enroll_request(text))
                                                                   : wrong(protocol::decode_recover_request(text));
    if (malformed) return reply(response_of(*malformed));
    const std::string remote = request.remote;
    parent_(std::move(request), [this, reply, remote, now](HttpResponse response) {
        const bool is_wrong = response.status == 403 && protocol::decode_http_error(response.body).code == "wrong_code";
        if (is_wrong) service_.note_wrong_code(remote, now);
        reply(std::move(response));
    });
}

void Endpoints::give_schema(HttpRequest request, HttpReply reply) {
    const auto asker = asker_of(request);
    if (!asker) return reply(unauthorized());
    const std::string hash = path_of(request.target).substr(std::string_view("/v1/schemas/").size());
    on_reader(reply, [this, reply, hash, asker = *asker,
                      may_pack = understands_packed(request)](ChangeStore& store) mutable {
        const auto reader = store.read();
        if (!admit(*reader, asker, reply)) return;
        const auto document = reader->document(hash);
        if (!document)
            return reply(response_of(HttpError{"not_found", {"Không có tài liệu này.", "There is no such document."}}));
        reply(answer_of(document->body, may_pack));
    });
}

void Endpoints::give_schemas(HttpRequest request, HttpReply reply) {
    const auto asker = asker_of(request);
    if (!asker) return reply(unauthorized());
    const bool may_pack = understands_packed(request);
    on_reader(reply,
              [this, reply, asker = *asker, may_pack, body = std::move(request.body)](ChangeStore& store) mutable {
                  const auto reader = store.read();
                  if (!admit(*reader, asker, reply)) return;
                  const auto text = protocol::unpack(body);
                  const auto asked =
                      text ? protocol::decode_schemas_request(*text) : Result<protocol::SchemasRequest>(text.error());
                  if (!asked) return reply(response_of(asked.error()));
                  reply(answer_of(protocol::encode(documents_of(*reader, *asked)), may_pack));
              });
}

void Endpoints::compare(HttpRequest request, HttpReply reply) {
    const auto asker = asker_of(request);
    if (!asker) return reply(unauthorized());
    const auto text = small_text_of(request.body);
    auto asked = protocol::decode_digests_request(text.value_or(""));
    if (!asked) return reply(response_of(asked.error()));
    ++counters_.comparisons;
    on_reader(reply, [this, reply, asker = *asker, may_pack = understands_packed(request),
                      asked = std::move(*asked)](ChangeStore& store) mutable {
        if (!admit(*store.read(), asker, reply)) return;
        const Hash& token = asker.token;
        auto answer = service_.compare(store, token, asked, clock_.now());
        const auto* refused = std::get_if<HttpError>(&answer);
        if (!refused) return reply(answer_of(std::move(std::get<std::string>(answer)), may_pack));
        if (refused->code != "no_area") return reply(response_of(*refused));
        const auto note = [this, token, area = asked.area](StoreTransaction& transaction) {
            service_.note_foreign_comparison(transaction, token, area, clock_.now());
        };
        const auto answered = [this, reply, refused = *refused](const Result<Committed>& committed) {
            if (is_written(committed, reply)) reply(response_of(refused));
        };
        if (!writer_.submit(note, answered)) turn_away(reply);
    });
}

void Endpoints::report_health(HttpReply reply) {
    const bool taken = readers_.submit([reply](ChangeStore& store) {
        HttpResponse response;
        try {
            store.read()->facts();
            response.body = R"({"ok":true})";
        } catch (const std::exception&) {
            response.status = 503;
            response.body = R"({"ok":false})";
        }
        reply(std::move(response));
    });
    if (!taken) turn_away(reply);
}

ServerGauges Endpoints::gauges_of_server() {
    ServerGauges gauges;
    gauges.commits = writer_.commits();
    gauges.writer_queue = writer_.queued();
    gauges.reader_queue = readers_.queued();
    if (traffic_) {
        gauges.connections = traffic_->connections;
        gauges.connections_dropped = traffic_->dropped;
        gauges.requests_refused = traffic_->refused;
    }
    if (!certificate_) return gauges;
    if (const CertificateFacts facts = look_at_certificate(*certificate_); facts.is_readable)
        gauges.certificate_left = std::chrono::floor<std::chrono::seconds>(facts.until - clock_.now());
    return gauges;
}

void Endpoints::report_metrics(HttpReply reply) {
    if (!metrics_.ask(std::move(reply), clock_.now())) return;
    // Ahead of all others, for monitoring is to hear most of all when there are many; so rarely that nobody notices.
    readers_.submit_admitted([this](ChangeStore& store) {
        std::optional<StoreGauges> gauges;
        try {
            gauges = gauges_of(*store.read(), newest_backup_, clock_.now());
        } catch (const std::exception&) {  // told as store_up 0
        }
        HttpResponse response;
        response.content_type = "text/plain; version=0.0.4";
        response.body = metrics_text(counters_, gauges_of_server(), gauges);
        metrics_.made(response, clock_.now());
    });
}

HttpReply Endpoints::counted(HttpReply reply, bool is_sync) {
    return [this, reply = std::move(reply), is_sync, begun = std::chrono::steady_clock::now()](HttpResponse response) {
        counters_.answer_bytes += response.body.size();
        if (is_sync) counters_.sync_seconds.note(std::chrono::steady_clock::now() - begun);
        reply(std::move(response));
    };
}

}  // namespace nuong::admin
