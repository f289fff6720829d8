package onestop.desk.papers;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import onestop.dossiers.life.DossierEvent;
import onestop.procedures.Procedure;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The texts, days and moments on the papers, in Vietnamese and in local time. */
@Component
final class PaperWords {
  /** Papers are in Vietnamese. */
  static final Locale LANGUAGE = Locale.forLanguageTag("vi");

  private final MessageSource messages;
  private final ZoneId zone;

  PaperWords(MessageSource messages, ZoneId zone) {
    this.messages = messages;
    this.zone = zone;
  }

  /** The text under a key, with its arguments filled in. */
  String text(String key, Object... values) {
    return messages.getMessage(key, values, LANGUAGE);
  }

  /**
   * The name of a step that has ended.
   *
   * @param labels what the dossier's version of the model calls its steps, by step
   */
  String step(DossierEvent completed, Map<String, String> labels) {
    String id = String.valueOf(completed.step());
    return labels.getOrDefault(id, named("step.", id));
  }

  /** The same with its outcome. */
  String ended(DossierEvent completed, Map<String, String> labels) {
    String step = step(completed, labels);
    return completed.details().get("outcome") instanceof String outcome
        ? step + ". " + named("outcome.", outcome)
        : step;
  }

  /** The text under a key that ends with a code; the code itself if only its model defines it. */
  private String named(String prefix, String code) {
    String otherwise = code.replace('_', ' ');
    String text = messages.getMessage(prefix + code, null, otherwise, LANGUAGE);
    return text == null ? otherwise : text;
  }

  /** The limit of a procedure in words. */
  String limit(Procedure procedure) {
    String written = procedure.limit().text();
    String number = written.replaceAll("\\D", "");
    return number.isEmpty()
        ? text("limit.same-day")
        : text("limit." + written.substring(number.length()), Integer.valueOf(number));
  }

  /** An amount in đồng as written: {@code 15.000 đ}. */
  String money(long amount) {
    return text("fee.amount", NumberFormat.getIntegerInstance(LANGUAGE).format(amount));
  }

  LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, zone);
  }
}
