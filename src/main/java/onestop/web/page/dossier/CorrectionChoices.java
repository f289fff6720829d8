package onestop.web.page.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import onestop.desk.work.ClockCorrections;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.steps.CorrectionOrder;
import onestop.dossiers.steps.Corrections.Correctable;
import onestop.web.login.SignedIn;
import onestop.web.page.Formats;
import onestop.web.page.Names;
import org.springframework.stereotype.Component;

/** The moves of a dossier's clock that its head may correct, in the reader's language. */
@Component
class CorrectionChoices {
  private final ClockCorrections corrections;
  private final Names names;
  private final Formats formats;

  CorrectionChoices(ClockCorrections corrections, Names names, Formats formats) {
    this.corrections = corrections;
    this.names = names;
    this.formats = formats;
  }

  /** One move that can be corrected; {@code day} is true if the correction needs a day. */
  record Choice(String code, String name, boolean day) {}

  /** The moves that the reader may correct in this dossier; empty if none. */
  List<Choice> of(Dossier dossier, SignedIn reader) {
    return corrections.openTo(reader.caller(), dossier).stream().map(this::choice).toList();
  }

  private Choice choice(Correctable one) {
    String value =
        switch (one.kind()) {
          case "EXTENSION" -> names.limit(one.value());
          case "AGREEMENT" -> formats.moment(Instant.parse(one.value()));
          case "SUPPLEMENT_DEADLINE" -> formats.day(LocalDate.parse(one.value()));
          default -> "";
        };
    return new Choice(
        one.what() + " " + one.no(),
        names.text("correct.kind." + one.kind(), one.no(), value, one.document()),
        one.what() == CorrectionOrder.What.SUPPLEMENT_DEADLINE);
  }
}
