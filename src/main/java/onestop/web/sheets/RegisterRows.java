package onestop.web.sheets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import onestop.agencies.Agencies;
import onestop.desk.figures.Applicants;
import onestop.dossiers.life.Applicant;
import onestop.facts.DossierFigures;
import onestop.facts.DossierFigures.By;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.reports.DossierRegister;
import onestop.web.sheets.Sheet.Cell;
import onestop.web.sheets.Sheet.SheetRow;
import onestop.web.sheets.Sheet.Weight;
import org.springframework.stereotype.Component;

/**
 * Lines of the dossier register in the layout of its form. Cells that the desk fills in by hand
 * stay empty.
 */
@Component
public class RegisterRows {
  private final Agencies agencies;
  private final Catalogue catalogue;
  private final ReportSheets sheets;

  RegisterRows(Agencies agencies, Catalogue catalogue, ReportSheets sheets) {
    this.agencies = agencies;
    this.catalogue = catalogue;
    this.sheets = sheets;
  }

  /** The line on the form, in that language. */
  public SheetRow row(DossierRegister.RegisterLine line, Applicants applicants, Locale locale) {
    DossierFigures dossier = line.dossier();
    Procedure procedure = catalogue.version(dossier.procedure());
    boolean english = ReportSheets.english(locale);
    boolean shown = applicants.shown(dossier);
    Instant returned = dossier.returnedAt();
    return new SheetRow(
        Weight.LINE,
        dossier.code().value(),
        cells(
            String.valueOf(line.number()),
            dossier.code().value(),
            english ? procedure.nameEn() : procedure.nameVi(),
            "",
            shown ? line.applicant().name() : sheets.text("sheet.hidden", locale),
            shown ? reach(line.applicant()) : "",
            agencies
                .find(dossier.seat().resolving())
                .map(one -> english ? one.nameEn() : one.nameVi())
                .orElse(dossier.seat().resolving().value()),
            dossier.receivedAt(),
            dossier.dueAt(By.ORIGINAL),
            returned == null ? "" : returned,
            "",
            "",
            remark(dossier, locale)));
  }

  private List<Cell> cells(Object... values) {
    return Arrays.stream(values)
        .<Cell>map(
            value ->
                value instanceof Instant at
                    ? new Cell.Moment(sheets.local(at))
                    : new Cell.Text(value.toString()))
        .toList();
  }

  private static String reach(Applicant applicant) {
    String address = applicant.address();
    String phone = applicant.phone();
    return (address == null ? "" : address)
        + (address == null || phone == null ? "" : "; ")
        + (phone == null ? "" : phone);
  }

  private String remark(DossierFigures dossier, Locale locale) {
    List<String> remarks = new ArrayList<>();
    DossierFigures.Ending ending = dossier.ending();
    if (ending != null) {
      remarks.add(sheets.text("sheet.remark." + ending.how(), locale, sheets.day(ending.at())));
    } else if (dossier.waiting() != null) {
      remarks.add(sheets.text("sheet.remark.waiting", locale));
    }
    DossierFigures.Letter letter = dossier.letter();
    Instant issued = letter == null ? null : letter.issuedAt();
    if (issued != null) {
      remarks.add(sheets.text("sheet.remark.letter", locale, sheets.day(issued)));
      if (dossier.clock().appointmentNo() > 1) {
        remarks.add(
            sheets.text(
                "sheet.remark.reappointed", locale, sheets.moment(dossier.dueAt(By.CURRENT))));
      }
    }
    if (dossier.isLate()) {
      remarks.add(sheets.text("sheet.remark.late", locale));
    }
    return String.join("; ", remarks);
  }
}
