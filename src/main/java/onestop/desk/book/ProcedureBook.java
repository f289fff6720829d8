package onestop.desk.book;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import onestop.kernel.Failure;
import onestop.kernel.PlainText;
import onestop.models.ModelState;
import onestop.models.ModelVersion;
import onestop.models.PublishedModels;
import onestop.models.picture.ModelPicture;
import onestop.procedures.Catalogue;
import onestop.procedures.Citation;
import onestop.procedures.FormRef;
import onestop.procedures.Procedure;
import onestop.procedures.RulePack;
import onestop.procedures.fee.FeeSchedule;
import onestop.procedures.form.ApplicationForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The procedures in force, each with its law, its form, its fees and the versions of its model. */
@Service
public final class ProcedureBook {
  private static final String RECEIPT = "RECEIPT";

  private final Catalogue catalogue;
  private final PublishedModels models;
  private final Clock clock;

  ProcedureBook(Catalogue catalogue, PublishedModels models, Clock clock) {
    this.catalogue = catalogue;
    this.models = models;
    this.clock = clock;
  }

  /**
   * A choice of procedures; null is no choice.
   *
   * @param text words of the code, the names or the fields, in any order, with tones or without
   * @param level as {@link Procedure#level()}
   */
  public record Choice(@Nullable String text, @Nullable String level) {}

  /**
   * A procedure.
   *
   * @param pack the rules for a dossier received today
   * @param versions the published versions of its model, newest first
   */
  public record Entry(
      Procedure procedure,
      RulePack pack,
      Optional<ApplicationForm> form,
      Optional<FeeSchedule> fees,
      List<ModelVersion> versions) {
    /** The texts of law of the rule pack. */
    public List<Citation> citations() {
      return pack.citations();
    }

    /** The receipt that an applicant gets; empty if the rule pack has none. */
    public Optional<FormRef> receipt() {
      String own = procedure.formFamily() + "." + RECEIPT;
      FormRef form = pack.forms().get(own);
      return Optional.ofNullable(form == null ? pack.forms().get(RECEIPT) : form);
    }

    /** The version with which a dossier begins today; empty if none is in force. */
    public Optional<ModelVersion> inForce() {
      return versions.stream().filter(v -> v.state() == ModelState.PUBLISHED).findFirst();
    }
  }

  /** The procedures of a choice, by code. */
  public List<Procedure> list(Choice choice) {
    String level = choice.level();
    return catalogue.all().stream()
        .filter(procedure -> level == null || level.equals(procedure.level()))
        .filter(procedure -> has(procedure, choice.text()))
        .toList();
  }

  private static boolean has(Procedure procedure, @Nullable String text) {
    if (text == null) {
      return true;
    }
    String all =
        PlainText.of(
            String.join(
                " ",
                procedure.key().code(),
                procedure.nameVi(),
                procedure.nameEn(),
                procedure.fieldVi(),
                procedure.fieldEn()));
    return Arrays.stream(PlainText.of(text).split(" ")).allMatch(all::contains);
  }

  /** The levels at which procedures are decided, in the order of the catalogue. */
  public List<String> levels() {
    return catalogue.all().stream().map(Procedure::level).distinct().toList();
  }

  /**
   * One procedure.
   *
   * @throws Failure {@code procedures/no-such-procedure}
   */
  public Entry of(String code) {
    Procedure procedure = catalogue.current(code);
    return new Entry(
        procedure,
        catalogue.rulePackFor(procedure, LocalDate.now(clock)),
        catalogue.form(procedure),
        catalogue.fees(procedure),
        models.of(procedure.processKey()));
  }

  /**
   * A published version of a procedure's model; a draft is not there.
   *
   * @throws Failure {@code procedures/no-such-procedure} or {@code models/no-such-version}
   */
  public ModelVersion version(String code, int version) {
    return models.get(catalogue.current(code).processKey(), version);
  }

  /** The file of a version, byte for byte as it was published. */
  public byte[] file(ModelVersion version) {
    return models.bytes(version);
  }

  /** The picture of a version; empty if its file has no diagram. */
  public Optional<ModelPicture> picture(ModelVersion version) {
    return ModelPicture.of(file(version));
  }
}
