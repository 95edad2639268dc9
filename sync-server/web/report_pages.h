// Reports: which ones there are, one of them as a table or as a file, and the versions that were frozen.
#pragma once
#include "shared/reports/report_table.h"
#include "sync-server/web/counting.h"
#include "sync-server/web/page.h"
#include "sync-server/web/web_turn.h"

namespace nuong::web {

WebTurn report_page(StoreReader& reader, const Visitor& visitor, const WebRequest& request, Counting& counting);
WebTurn report_download(StoreReader& reader, const Visitor& visitor, const WebRequest& request, Counting& counting);

// What a page says when somebody counts already.
WebTurn already_counting(const Frame& frame);
// The file of a table. Errors: usage, no_space.
Result<WebAnswer> answer_of_file(const reports::ReportTable& table, const std::string& format,
                                 std::optional<std::uint32_t> version, Language language);
// Noted before it is shown.
WebTurn noted(const Visitor& visitor, std::string what, std::string detail, WebAnswer answer);

}  // namespace nuong::web
