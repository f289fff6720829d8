package onestop.web.page.receive;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import onestop.desk.Caller;
import onestop.desk.acts.ContinuedDossiers;
import onestop.desk.receiving.ReceivingCounter;
import onestop.desk.work.UnitTexts;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.FeeOrder;
import onestop.dossiers.life.HandedPaper;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.life.IntakeRecord.Ground;
import onestop.dossiers.life.ReturnBy;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.Procedure;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.InsertedBlocks;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The fields of a new application that the desk need not type: from its own earlier dossiers. */
@Component
class Prefill {
  private static final int MOST_FOUND = 10;

  /** The choice of a text block for the note of a paper, and of that paper. */
  private static final String NOTE = "note";

  private static final String PAPER = "blockPaper";

  private final ReceivingCounter counter;
  private final InsertedBlocks blocks;
  private final ContinuedDossiers continued;

  Prefill(ReceivingCounter counter, InsertedBlocks blocks, ContinuedDossiers continued) {
    this.counter = counter;
    this.blocks = blocks;
    this.continued = continued;
  }

  /** The text blocks that the reader may insert at the counter. */
  List<Names.Choice> blocks(SignedIn reader) {
    return blocks.offered(reader);
  }

  /**
   * Inserts the chosen text block into the field named by {@code into}: the reason of a refusal, or
   * the note of a paper of the procedure.
   */
  void insert(
      Procedure procedure, MultiValueMap<String, String> values, SignedIn reader, Model model) {
    String into = String.valueOf(values.getFirst("into"));
    String field = into;
    if (into.equals(NOTE)) {
      String paper = String.valueOf(values.getFirst(PAPER));
      if (procedure.papers().stream().noneMatch(one -> one.code().equals(paper))) {
        throw Failure.badInput("web", "block-paper", "value", paper);
      }
      field = "p." + paper + ".note";
    }
    Map<String, String> typed = new HashMap<>(values.toSingleValueMap());
    typed.put("block-" + field, typed.getOrDefault("block-" + into, ""));
    String name = Objects.requireNonNullElse(values.getFirst("name"), "").strip();
    String with =
        blocks.atCounter(
            field,
            new InsertedBlocks.Sent(typed, null, reader, model),
            new UnitTexts.AtCounter(name, procedure.nameVi()));
    values.set(field, into.equals(NOTE) ? with.replace('\n', ' ') : with); // a note is one line
  }

  /**
   * Where the fields come from; a dossier of another desk gives nothing.
   *
   * @param like the code of a dossier whose papers and choices are repeated
   * @param same the code of a dossier whose applicant is repeated
   * @param continues the code of a closed dossier of which all is repeated, and which the new one
   *     continues
   */
  record From(@Nullable String like, @Nullable String same, @Nullable String continues) {}

  /**
   * The closed dossier that the application continues.
   *
   * @param already the codes of others that continue it
   */
  record Continuing(String code, Set<Ground> grounds, List<String> already) {}

  /** What the page says of that; null if it continues no dossier. */
  @Nullable Continuing continuing(String code, Caller caller) {
    if (code.isEmpty()) {
      return null;
    }
    Optional<Dossier> earlier = earlier(code, caller);
    if (earlier.isEmpty()) {
      return new Continuing(code, EnumSet.allOf(Ground.class), List.of());
    }
    ContinuedDossiers.Standing standing = continued.of(earlier.get().code(), caller);
    return new Continuing(
        earlier.get().code().value(),
        standing.grounds(),
        standing.by().stream().map(DossierCode::value).toList());
  }

  /** Somebody found; {@code phone} and {@code idNumber} show the last digits only. */
  record Person(String dossier, String name, String address, String phone, String idNumber) {}

  MultiValueMap<String, String> fields(Procedure procedure, From from, Caller caller) {
    MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
    values.set("channel", Channel.DESK.name());
    values.set("returnBy", ReturnBy.DESK.name());
    earlier(from.like(), caller).ifPresent(dossier -> repeat(dossier, procedure, values));
    earlier(from.same(), caller).ifPresent(dossier -> person(dossier.applicant(), values));
    String continues = Choices.orNull(from.continues());
    if (continues != null) {
      continued
          .continuable(new DossierCode(continues), caller)
          .ifPresent(dossier -> again(dossier, procedure, values));
    }
    return values;
  }

  /** Fills in the applicant of a dossier of the caller's desk; of no other. */
  void applicant(String code, Caller caller, MultiValueMap<String, String> values) {
    earlier(code, caller).ifPresent(dossier -> person(dossier.applicant(), values));
  }

  private Optional<Dossier> earlier(@Nullable String code, Caller caller) {
    String wanted = Choices.orNull(code);
    return wanted == null ? Optional.empty() : counter.earlier(new DossierCode(wanted), caller);
  }

  private static void repeat(
      Dossier dossier, Procedure procedure, MultiValueMap<String, String> values) {
    values.set("channel", dossier.channel().name());
    if (!dossier.pins().procedure().code().equals(procedure.key().code())) {
      return;
    }
    values.set("resolving", dossier.agencies().resolving().value());
    values.set("subject", dossier.subject());
    IntakeRecord record = dossier.intake();
    if (record != null) {
      values.set("returnBy", record.returnBy().name());
      FeeOrder fee = record.fee();
      if (fee != null) {
        FeeOrder.Payment paid = fee.paid();
        values.set("feeRate", fee.rate());
        values.set("feePay", paid == null ? "OWED" : paid.method().name());
      }
      for (HandedPaper paper : record.papers()) {
        String name = "p." + paper.code() + ".";
        count(values, name + "originals", paper.originals());
        count(values, name + "certified", paper.certified());
        count(values, name + "copies", paper.copies());
      }
    }
  }

  /** All of a dossier that is continued: applicant, choices, papers and answers. */
  private void again(Dossier dossier, Procedure procedure, MultiValueMap<String, String> values) {
    values.set("continues", dossier.code().value());
    person(dossier.applicant(), values);
    repeat(dossier, procedure, values);
    IntakeRecord record = dossier.intake();
    IntakeRecord.FilledForm filled = record == null ? null : record.form();
    if (filled != null && dossier.pins().procedure().code().equals(procedure.key().code())) {
      ProcedureFormView.into(filled.answers(), values);
    }
  }

  private static void count(MultiValueMap<String, String> values, String name, int count) {
    if (count > 0) {
      values.set(name, Integer.toString(count));
    }
  }

  private static void person(Applicant applicant, MultiValueMap<String, String> values) {
    values.set("name", applicant.name());
    values.set("address", orEmpty(applicant.address()));
    values.set("phone", orEmpty(applicant.phone()));
    values.set("email", orEmpty(applicant.email()));
    values.set("idNumber", orEmpty(applicant.idNumber()));
  }

  /** The people whom the own desk has received before, by a few typed letters or digits. */
  List<Person> people(String text, Caller caller) {
    return counter.people(text, MOST_FOUND, caller).stream()
        .map(
            earlier ->
                new Person(
                    earlier.dossier().value(),
                    earlier.applicant().name(),
                    orEmpty(earlier.applicant().address()),
                    masked(earlier.applicant().phone()),
                    masked(earlier.applicant().idNumber())))
        .toList();
  }

  private static String masked(@Nullable String number) {
    return number == null || number.length() < 4
        ? ""
        : "•••" + number.substring(number.length() - 3);
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
