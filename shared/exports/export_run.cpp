#include "shared/exports/export_run.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/time_zone.h"
#include "shared/forms/record_fields.h"
#include "shared/forms/record_title.h"
#include "shared/forms/subject.h"

namespace nuong::exports {
namespace {

forms::Environment environment_of(const Order& order) {
    forms::Environment environment;
    environment.today = date_of(order.taker.at, viet_nam_offset);
    environment.now = order.taker.at;
    environment.language = order.wish.labels.empty() ? order.form->definition.default_language : order.wish.labels;
    environment.utc_offset_min = static_cast<int>(viet_nam_offset / std::chrono::minutes(1));
    return environment;
}

Status check_labels(const Order& order) {
    const auto& languages = order.form->definition.languages;
    if (order.wish.labels.empty() ||
        std::find(languages.begin(), languages.end(), order.wish.labels) != languages.end())
        return Done{};
    std::string known;
    for (const std::string& language : languages) known += (known.empty() ? "" : ", ") + language;
    return Error{ErrorCode::usage,
                 {"Biểu mẫu không có tiếng “" + order.wish.labels + "”; có: " + known + ".",
                  "The form does not speak \"" + order.wish.labels + "\"; it speaks: " + known + "."}};
}

Result<std::optional<forms::Expression>> filter_of(const Order& order, const ExportPlan& plan) {
    if (order.wish.where.empty()) return std::optional<forms::Expression>();
    auto filter = forms::compile_expression(*order.form, order.wish.where);
    if (!filter) return filter.error();
    if (plan.tells_hidden(*filter))
        return Error{ErrorCode::refused,
                     {"Điều kiện lọc hỏi đến câu mà vai trò “" + order.taker.role +
                          "” không được xuất, nên không lọc theo câu đó được. Hãy bỏ câu đó khỏi --where.",
                      "The filter asks for an answer that the role \"" + order.taker.role +
                          "\" must not export, so it cannot choose by it. Leave it out of --where."}};
    return std::optional<forms::Expression>(std::move(*filter));
}

Result<std::unique_ptr<ExportWriter>> writer_for(const Order& order, const ExportPlan& plan, const Stamp& stamp) {
    switch (order.wish.format) {
        case Format::csv: return make_csv_writer(order, plan, stamp);
        case Format::json: return make_json_writer(order, plan, stamp);
        case Format::xlsx: break;
    }
    return make_xlsx_writer(order, plan, stamp);
}

}  // namespace

OrderedJson to_json(const Exported& exported) {
    OrderedJson json = to_json(exported.stamp);
    json["records"] = exported.amount.records;
    add_to(json, exported.amount);
    json["files"] = exported.files;
    return json;
}

std::string begun_text(Format format) { return std::string("begun, ") + name_of(format); }

std::string audit_text(const Amount& amount) {
    std::string text = std::to_string(amount.records) + " records";
    if (amount.restricted > 0) text += ", " + std::to_string(amount.restricted) + " restricted left out";
    if (amount.restricted_rows > 0) text += ", " + std::to_string(amount.restricted_rows) + " restricted rows left out";
    if (amount.unknown > 0) text += ", " + std::to_string(amount.unknown) + " about people unknown here left out";
    return text;
}

Message told_of(const Exported& exported) {
    const std::string count = std::to_string(exported.amount.records), file = exported.files.front();
    Message told{"Đã xuất " + count + " phiếu ra “" + file + "”.",
                 "Exported " + count + " records to \"" + file + "\"."};
    if (const std::size_t hidden = exported.stamp.left_out.size(); hidden > 0) {
        told.vi += " Bỏ " + std::to_string(hidden) + " câu mà vai trò này không được xuất.";
        told.en += " Left out " + std::to_string(hidden) + " fields that this role must not export.";
    }
    if (const std::size_t restricted = exported.amount.restricted; restricted > 0) {
        told.vi += " Bỏ ra " + std::to_string(restricted) + " phiếu của người đang hạn chế xử lý dữ liệu.";
        told.en += " Left out " + std::to_string(restricted) +
                   " records of people the processing of whose data is restricted.";
    }
    if (const std::size_t rows = exported.amount.restricted_rows; rows > 0) {
        told.vi += " Bỏ ra " + std::to_string(rows) + " dòng nêu tên những người ấy.";
        told.en += " Left out " + std::to_string(rows) + " rows that name such people.";
    }
    if (const std::size_t unknown = exported.amount.unknown; unknown > 0) {
        told.vi += " Bỏ ra " + std::to_string(unknown) +
                   " phiếu của người không có trên máy này: không biết họ có hạn chế xử lý hay không. Cần đủ thì nhờ "
                   "huyện xuất ở máy chủ.";
        told.en += " Left out " + std::to_string(unknown) +
                   " records of people who are not on this device: whether their data is restricted cannot be known "
                   "here. For all of them, ask the district to export at the server.";
    }
    return told;
}

Result<std::unique_ptr<ExportRun>> ExportRun::begin(Order order) {
    if (const Status spoken = check_labels(order); !spoken) return spoken.error();
    std::unique_ptr<ExportRun> run(new ExportRun(std::move(order)));
    run->environment_ = environment_of(run->order_);
    auto filter = filter_of(run->order_, run->plan_);
    if (!filter) return filter.error();
    run->where_ = std::move(*filter);
    run->exported_.stamp = make_stamp(run->order_, run->plan_);
    auto writer = writer_for(run->order_, run->plan_, run->exported_.stamp);
    if (!writer) return writer.error();
    run->writer_ = std::move(*writer);
    return run;
}

Status ExportRun::add(const RecordState& state) {
    if (state.form != order_.form->definition.id) return Done{};
    const Fields answers = forms::shown_answers(order_.form->definition, state);
    const forms::Instance instance(order_.form, environment_, answers);
    if (where_ && !instance.evaluates_true(*where_)) return Done{};
    if (order_.restricted.covers(order_.form->definition, state.id, answers)) {
        ++exported_.amount.restricted;
        return Done{};
    }
    const auto person = order_.knows ? forms::subject_of(order_.form->definition, answers) : std::nullopt;
    if (person && !order_.knows(*person)) {
        ++exported_.amount.unknown;
        return Done{};
    }
    ++exported_.amount.records;
    const Outgoing record = outgoing(order_, plan_, state, instance);
    exported_.amount.restricted_rows += record.restricted_rows;
    return writer_->add(record);
}

Status ExportRun::finish() { return writer_->finish(exported_.amount); }

Status ExportRun::publish() {
    auto files = writer_->publish();
    if (!files) return files.error();
    exported_.files = std::move(*files);
    return Done{};
}

}  // namespace nuong::exports
