package onestop.web.finding;

import java.util.Map;
import onestop.desk.work.DossierFiles;
import onestop.dossiers.life.IntakeRecord;
import onestop.kernel.DossierCode;
import onestop.procedures.Catalogue;
import onestop.procedures.form.AnswerText;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The answers of a dossier's form by which it is found. */
@Component
final class SearchedAnswers {
  private final DossierFiles files;
  private final Catalogue catalogue;

  SearchedAnswers(DossierFiles files, Catalogue catalogue) {
    this.files = files;
    this.catalogue = catalogue;
  }

  /** By the fields' keys, in the reader's language. */
  Map<String, AnswerText> of(DossierCode code) {
    IntakeRecord desk = files.get(code).dossier().intake();
    IntakeRecord.FilledForm filled = desk == null ? null : desk.form();
    return filled == null
        ? Map.of()
        : catalogue
            .form(filled.id(), filled.version())
            .map(
                form ->
                    AnswerText.searched(form, filled.answers(), LocaleContextHolder.getLocale()))
            .orElse(Map.of());
  }
}
