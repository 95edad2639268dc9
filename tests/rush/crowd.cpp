#include "tests/rush/crowd.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <queue>
#include <stdexcept>
#include <thread>

#include "shared/protocol/compression.h"

namespace nuong::rush {
namespace {

using Clock = std::chrono::steady_clock;

// CURL and CURLM are both void to the compiler.
struct EndEasy {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct EndMulti {
    void operator()(CURLM* handles) const { curl_multi_cleanup(handles); }
};
struct EndList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// One visit on its way: a request after the other.
struct Going {
    Visit visit;
    Clock::time_point due;  // of the visit; waiting counts from here
    int asked = 0;
    std::unique_ptr<CURL, EndEasy> curl;
    std::unique_ptr<curl_slist, EndList> headers;
    std::string body, answer;
};

struct Waiting {
    Clock::time_point when;
    std::unique_ptr<Going> going;
};
struct Later {
    bool operator()(const Waiting& a, const Waiting& b) const { return a.when > b.when; }
};

std::size_t receive(char* data, std::size_t size, std::size_t count, void* user) {
    static_cast<std::string*>(user)->append(data, size * count);
    return size * count;
}

class Loop {
public:
    Loop(const CrowdLine& line, CrowdResult& result) : line_(line), result_(result), multi_(curl_multi_init()) {
        if (!multi_) throw std::runtime_error("curl");
        curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, line.is_new_each_time ? 64L : 4096L);
    }

    void start(std::unique_ptr<Going> going) {
        if (!going->curl) going->curl.reset(curl_easy_init());
        CURL* curl = going->curl.get();
        const ThinDevice* device = going->visit.device;
        const bool is_first = going->asked++ == 0;
        const auto option = [curl](CURLoption name, auto value) { curl_easy_setopt(curl, name, value); };
        option(CURLOPT_URL, (line_.url + (device ? "/v1/sync" : "/healthz")).c_str());
        if (!line_.certificate.empty()) option(CURLOPT_CAINFO, line_.certificate.c_str());
        option(CURLOPT_SSL_SESSIONID_CACHE, 0L);  // a device that starts has nothing to resume
        option(CURLOPT_FRESH_CONNECT, line_.is_new_each_time && is_first ? 1L : 0L);
        option(CURLOPT_NOSIGNAL, 1L);
        option(CURLOPT_TIMEOUT, static_cast<long>(line_.patience.count()));
        option(CURLOPT_WRITEFUNCTION, receive);
        option(CURLOPT_WRITEDATA, &going->answer);
        option(CURLOPT_PRIVATE, going.get());
        going->answer.clear();
        if (device) {
            going->body =
                device->request(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
            going->headers.reset(headers_for(*device, going->body));
            option(CURLOPT_HTTPHEADER, going->headers.get());
            option(CURLOPT_POSTFIELDS, going->body.data());
            option(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(going->body.size()));
        }
        curl_multi_add_handle(multi_.get(), curl);
        result_.most_at_once = std::max(result_.most_at_once, ++running_);
        (void)going.release();  // curl's until take_finished() takes it back
    }

    void wait(std::chrono::milliseconds most) {
        int running = 0;
        curl_multi_perform(multi_.get(), &running);
        curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(most.count()), nullptr);
        curl_multi_perform(multi_.get(), &running);
    }

    // Of every request that has ended: what comes of its visit.
    template <class Ended>
    void take_finished(const Ended& ended) {
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            const CURLcode code = message->data.result;
            char* owner = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &owner);
            std::unique_ptr<Going> going(reinterpret_cast<Going*>(owner));
            curl_multi_remove_handle(multi_.get(), going->curl.get());
            --running_;
            ++result_.requests;
            result_.bytes_up += going->body.size();
            result_.bytes_down += going->answer.size();
            ended(std::move(going), code);
        }
    }

    std::size_t running() const { return running_; }

private:
    static curl_slist* headers_for(const ThinDevice& device, const std::string& body) {
        curl_slist* list = curl_slist_append(nullptr, "Expect:");
        list = curl_slist_append(list, "Accept: application/zstd, application/json");
        list = curl_slist_append(list, "Content-Type: application/json");
        if (protocol::is_packed(body)) list = curl_slist_append(list, "Content-Encoding: zstd");
        return curl_slist_append(list, ("Authorization: Bearer " + device.token()).c_str());
    }

    const CrowdLine& line_;
    CrowdResult& result_;
    std::unique_ptr<CURLM, EndMulti> multi_;
    std::size_t running_ = 0;
};

struct Verdict {
    enum class Kind { done, more, put_off, failed } kind = Kind::failed;
    std::chrono::milliseconds wait{0};
    std::string why;
};

Verdict verdict_on(Going& going, CURLcode code) {
    if (code != CURLE_OK) return {Verdict::Kind::failed, {}, curl_easy_strerror(code)};
    long status = 0;
    curl_easy_getinfo(going.curl.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status == 429 || status == 503) {
        curl_off_t seconds = 0;
        curl_easy_getinfo(going.curl.get(), CURLINFO_RETRY_AFTER, &seconds);
        return {Verdict::Kind::put_off, std::chrono::seconds(std::max<curl_off_t>(seconds, 1)), ""};
    }
    if (status != 200) return {Verdict::Kind::failed, {}, std::to_string(status) + " " + going.answer.substr(0, 200)};
    if (!going.visit.device) return {Verdict::Kind::done, {}, ""};
    try {
        const bool more = going.visit.device->take(going.answer);
        return {more ? Verdict::Kind::more : Verdict::Kind::done, {}, ""};
    } catch (const std::exception& wrong) {
        return {Verdict::Kind::failed, {}, wrong.what()};
    }
}

using Schedule = std::priority_queue<Waiting, std::vector<Waiting>, Later>;

std::unique_ptr<Going> next_due(Schedule& schedule) {
    auto going = std::move(const_cast<Waiting&>(schedule.top()).going);  // popped at once
    schedule.pop();
    return going;
}

}  // namespace

CrowdResult sync_all(std::vector<Visit> visits, const CrowdLine& line, const std::function<void()>& meanwhile) {
    CrowdResult result;
    Loop loop(line, result);
    Schedule schedule;
    const auto begun = Clock::now();
    for (const Visit& visit : visits) {
        auto going = std::make_unique<Going>();
        going->visit = visit;
        going->due = begun + visit.at;
        schedule.push({going->due, std::move(going)});
    }
    const auto come_back = [&](std::unique_ptr<Going> going, std::chrono::milliseconds wait) {
        going->asked = 0;
        schedule.push({Clock::now() + wait, std::move(going)});
    };
    const auto ended = [&](std::unique_ptr<Going> going, CURLcode code) {
        const Verdict verdict = verdict_on(*going, code);
        const auto now = Clock::now();
        result.lasted = std::chrono::duration<double>(now - begun).count();
        switch (verdict.kind) {
            case Verdict::Kind::done:
                (going->visit.device ? result.seconds : result.looked_seconds)
                    .push_back(std::chrono::duration<double>(now - going->due).count());
                break;
            case Verdict::Kind::more: loop.start(std::move(going)); break;
            case Verdict::Kind::put_off:
                ++result.put_off;
                come_back(std::move(going), verdict.wait);
                break;
            case Verdict::Kind::failed:
                if (result.failed++ == 0) result.first_failure = verdict.why;
                if (now - begun < line.comes_again) come_back(std::move(going), std::chrono::milliseconds(500));
                break;
        }
    };
    constexpr std::chrono::milliseconds look_up{20};
    while (!schedule.empty() || loop.running() > 0) {
        while (!schedule.empty() && schedule.top().when <= Clock::now() && loop.running() < line.at_once) {
            auto going = next_due(schedule);
            if (line.at_once < visits.size()) going->due = Clock::now();  // it came when there was room
            loop.start(std::move(going));
        }
        loop.wait(look_up);
        loop.take_finished(ended);
        if (meanwhile) meanwhile();
    }
    return result;
}

double quantile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size()));
    return values[std::min(at, values.size() - 1)];
}

}  // namespace nuong::rush
