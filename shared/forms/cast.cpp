#include "shared/forms/cast.h"

#include <cmath>
#include <cstdint>

#include "shared/base/partial_date.h"
#include "shared/forms/moment.h"
#include "shared/forms/place.h"

namespace nuong::forms {
namespace {

Datum integer_of(const Datum& value) {
    const Datum number = number_of(value);
    const auto* real = number.as<double>();
    if (!real) return number;
    return std::isfinite(*real) ? Datum(std::trunc(*real)) : Datum();
}

Datum truth_written(const Datum& value) {
    if (value.is_blank() || value.as<bool>()) return value;
    const std::string text = text_of(value);
    if (text == "true" || text == "1") return Datum(true);
    return text == "false" || text == "0" ? Datum(false) : Datum();
}

Datum places(const Datum& value, std::size_t min, std::size_t max) {
    const auto points = parse_points(text_of(value));
    return points && points->size() >= min && points->size() <= max ? Datum(to_text(*points)) : Datum();
}

}  // namespace

Cast cast_of(std::string_view data_type) {
    if (data_type == "int") return Cast::integer;
    if (data_type == "decimal") return Cast::decimal;
    if (data_type == "date") return Cast::date;
    if (data_type == "partial_date") return Cast::partial_date;
    if (data_type == "dateTime") return Cast::moment;
    if (data_type == "time") return Cast::time;
    if (data_type == "geopoint") return Cast::point;
    if (data_type == "geotrace") return Cast::trace;
    if (data_type == "geoshape") return Cast::shape;
    return data_type == "boolean" ? Cast::truth : Cast::none;
}

Datum cast_to(const Datum& value, Cast cast) {
    switch (cast) {
        case Cast::none: return value;
        case Cast::integer: return integer_of(value);
        case Cast::decimal: return finite_number_of(value) ? number_of(value) : Datum();
        case Cast::date: {
            const auto date = value.as<bool>() ? std::nullopt : date_of(value);
            return date ? Datum(*date) : Datum();
        }
        case Cast::partial_date: {
            const auto known = parse_partial_date(text_of(value));
            return known ? Datum(to_string(*known)) : Datum();
        }
        case Cast::truth: return truth_written(value);
        case Cast::moment: {
            const bool has_time = value.as<Date>() || text_of(value).size() > 10;
            return has_time && moment_of(value, 0) ? value : Datum();
        }
        case Cast::time: return ms_of_day(text_of(value), 0) ? value : Datum();
        case Cast::point: return places(value, 1, 1);
        case Cast::trace: return places(value, 2, SIZE_MAX);
        case Cast::shape: return places(value, 3, SIZE_MAX);
    }
    return value;
}

Message expected_by(Cast cast) {
    switch (cast) {
        case Cast::none: break;
        case Cast::integer: return {"Cần một số nguyên.", "A whole number is needed."};
        case Cast::decimal: return {"Cần một số.", "A number is needed."};
        case Cast::date: return {"Cần một ngày, ví dụ 2024-05-31.", "A date is needed, such as 2024-05-31."};
        case Cast::partial_date:
            return {"Cần năm, tháng và năm, hoặc ngày đầy đủ: 1985, 1985-06 hoặc 1985-06-30.",
                    "A year, a month or a full date is needed: 1985, 1985-06 or 1985-06-30."};
        case Cast::truth: return {"Cần true hoặc false.", "true or false is needed."};
        case Cast::moment:
            return {"Cần ngày và giờ, ví dụ 2024-05-31T08:00:00+07:00.",
                    "A date and time is needed, such as 2024-05-31T08:00:00+07:00."};
        case Cast::time: return {"Cần giờ và phút, ví dụ 07:30.", "A time is needed, such as 07:30."};
        case Cast::point: return {"Cần một vị trí: vĩ độ kinh độ.", "A place is needed: latitude longitude."};
        case Cast::trace:
            return {"Cần ít nhất hai vị trí, cách nhau bằng dấu ;", "At least two places are needed, separated by ;"};
        case Cast::shape:
            return {"Cần ít nhất ba vị trí, cách nhau bằng dấu ;", "At least three places are needed, separated by ;"};
    }
    return {"Câu trả lời không đúng kiểu.", "The answer is not of the right type."};
}

}  // namespace nuong::forms
