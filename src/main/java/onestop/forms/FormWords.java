package onestop.forms;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates as an official form writes them, in the form's language. */
enum FormWords {
  VIETNAMESE("vi") {
    @Override
    String date(LocalDate date) {
      return "ngày %02d tháng %02d năm %d"
          .formatted(date.getDayOfMonth(), date.getMonthValue(), date.getYear());
    }

    @Override
    String moment(LocalDateTime moment) {
      return "%02d giờ %02d phút, %s"
          .formatted(moment.getHour(), moment.getMinute(), date(moment.toLocalDate()));
    }

    @Override
    String placeAndDate(String place, LocalDate date) {
      return place + ", " + date(date);
    }

    @Override
    String qr(String text) {
      return "Mã QR: " + text;
    }
  },
  ENGLISH("en") {
    @Override
    String date(LocalDate date) {
      return DAY.format(date);
    }

    @Override
    String moment(LocalDateTime moment) {
      return HOUR.format(moment) + " on " + date(moment.toLocalDate());
    }

    @Override
    String placeAndDate(String place, LocalDate date) {
      return place + ", " + date(date);
    }

    @Override
    String qr(String text) {
      return "QR code: " + text;
    }
  };

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

  private final String language;

  FormWords(String language) {
    this.language = language;
  }

  static FormWords of(Locale locale) {
    return locale.getLanguage().equals("vi") ? VIETNAMESE : ENGLISH;
  }

  String language() {
    return language;
  }

  abstract String date(LocalDate date);

  abstract String moment(LocalDateTime moment);

  /** What a QR code says to a reader that cannot see it. */
  abstract String qr(String text);

  abstract String placeAndDate(String place, LocalDate date);

  String momentOrEmpty(@Nullable LocalDateTime moment) {
    return moment == null ? "" : moment(moment);
  }

  /** The text; an absent one becomes an empty line on the form. */
  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
