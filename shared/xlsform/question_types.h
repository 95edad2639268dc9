// The type column of an XLSForm survey: what authors write there, and what it is here.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/message.h"

namespace nuong::xlsform {

// table: no question but a file to look things up in.
enum class RowKind { question, table, begin_group, begin_repeat, end_group, end_repeat };

struct QuestionType {
    RowKind kind = RowKind::question;
    std::string type = {};  // as our packages write it; "" when there is no such type
    std::string list = {};  // of a select
    bool or_other = false;
    std::string appearance = {};       // that the type stands for, where the author gives none
    std::optional<Message> loss = {};  // what of the author's type is not done here
};

// `written` as it stands in the cell.
QuestionType read_type(std::string_view written);

}  // namespace nuong::xlsform
