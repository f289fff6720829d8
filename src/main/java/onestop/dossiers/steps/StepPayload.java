// Over 300 lines: the payloads of all forms, a closed set.
package onestop.dossiers.steps;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import onestop.calendar.Limit;
import onestop.dossiers.handover.HandedOver;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.procedures.StepForm;
import org.jspecify.annotations.Nullable;

/** The entries of an officer that end a work item: the values of one {@link StepForm}. */
public sealed interface StepPayload {

  /** The form of the entries. */
  StepForm form();

  /**
   * The values by the names of the form's fields, in the form's order: texts, {@link LocalDate}s
   * and lists of texts, a {@link Limit} in its written form.
   */
  Map<String, Object> values();

  /**
   * The payload of a filled-in form; {@link #values} returns the same values.
   *
   * @param values accepted by the form; see {@link StepForm#faults}
   * @throws onestop.kernel.Failure {@code calendar/limit} for an invalid period
   */
  static StepPayload of(StepForm form, Map<String, ? extends @Nullable Object> values) {
    FormValues v = new FormValues(values);
    return switch (form) {
      case PLAIN -> new Note(v.text("note"));
      case ASSIGNMENT -> new Assignment(v.text("officer").strip(), v.text("note"));
      case RESOLUTION ->
          new Resolution(
              v.text("resultCode"), v.text("resultDocument"), v.text("registerNumber").strip());
      case SUPPLEMENT ->
          new SupplementOrder(
              v.list("items"),
              v.text("reason"),
              v.day("deadlineOn"),
              v.text("legalBasis"),
              v.text("document"));
      case REFUSAL -> new Refusal(v.text("reason"), v.text("document"));
      case EXTENSION ->
          new Extension(
              Limit.parse(v.text("by")),
              v.text("reason"),
              v.text("legalBasis"),
              v.text("document"));
      case AGREEMENT ->
          new Agreement(v.day("dueOn"), v.text("reason"), v.text("legalBasis"), v.text("document"));
      case FINANCE -> new FinanceNotice(v.text("document"), v.text("reason"), v.text("legalBasis"));
      case POSTING -> new PostedNotice(v.text("document"), v.text("reason"), v.text("legalBasis"));
      case STOP -> new Stop(v.text("reason"), v.text("document"));
      case HANDOVER ->
          new Handover(
              v.text("to"),
              new Receiver(
                  v.text("receiver"),
                  v.text("receiverPaper"),
                  v.flag("authority"),
                  v.text("address"),
                  v.text("parcel")),
              v.text("receipt"),
              v.text("note"));
    };
  }

  /**
   * Refuses texts that cannot be printed on the paper issued for the payload; most payloads have
   * none.
   */
  default void requirePrintable() {
    switch (form()) {
      case SUPPLEMENT, REFUSAL, STOP, HANDOVER ->
          values().forEach((field, value) -> FormValues.requirePrintable(field, value));
      case PLAIN, ASSIGNMENT, RESOLUTION, EXTENSION, AGREEMENT, FINANCE, POSTING -> {}
    }
  }

  /** A remark only, which may be empty. */
  record Note(String text) implements StepPayload {
    @Override
    public StepForm form() {
      return StepForm.PLAIN;
    }

    @Override
    public Map<String, Object> values() {
      return FormValues.of("note", text);
    }
  }

  /**
   * Who gets the work that begins next.
   *
   * @param officer a login; empty if the work waits for all of the desk
   */
  record Assignment(String officer, String note) implements StepPayload {
    /** The facts that are recorded: what is not empty. */
    Map<String, Object> facts() {
      Map<String, Object> facts = new LinkedHashMap<>();
      if (!officer.isBlank()) {
        facts.put("assignedTo", officer);
      }
      if (!note.isBlank()) {
        facts.put("note", note);
      }
      return facts;
    }

    @Override
    public StepForm form() {
      return StepForm.ASSIGNMENT;
    }

    @Override
    public Map<String, Object> values() {
      return FormValues.of("officer", officer, "note", note);
    }
  }

  /**
   * The result: code and document; the signing step provides the signer.
   *
   * @param registerNumber its number in the agency's register; empty if it is entered in none
   */
  record Resolution(String resultCode, String resultDocument, String registerNumber)
      implements StepPayload {
    /** A result that is entered in no register. */
    public Resolution(String resultCode, String resultDocument) {
      this(resultCode, resultDocument, "");
    }

    @Override
    public StepForm form() {
      return StepForm.RESOLUTION;
    }

    @Override
    public Map<String, Object> values() {
      return FormValues.of(
          "resultCode", resultCode,
          "resultDocument", resultDocument,
          "registerNumber", registerNumber);
    }
  }

  /**
   * A request for papers, all on one list.
   *
   * @param deadlineOn the last day for the applicant, inclusive
   */
  record SupplementOrder(
      List<String> items, String reason, LocalDate deadlineOn, String legalBasis, String document)
      implements StepPayload {
    @Override
    public StepForm form() {
      return StepForm.SUPPLEMENT;
    }

    @Override
    public Map<String, Object> values() {
      return FormValues.of(
          "items", items,
          "reason", reason,
          "deadlineOn", deadlineOn,
          "legalBasis", legalBasis,
          "document", document);
    }
  }

  /** A notice posted in public; the clock waits until the posting is over. */
  record PostedNotice(String document, String reason, String legalBasis) implements StepPayload {
    @Override
    public StepForm form() {
      return StepForm.POSTING;
    }

    @Override
    public Map<String, Object> values() {
      return FormValues.of("document", document, "reason", reason, "legalBasis", legalBasis);
    }
  }

  /** A notice of a financial obligation; the clock waits for the payment. */
  record FinanceNotice(String document, String reason, String legalBasis) implements StepPayload {
    @Override
    public StepForm form() {
      return StepForm.FINANCE;
    }

    @Override
    public Map<String, Object> values() {
      return FormValues.of("document", document, "reason", reason, "legalBasis", legalBasis);
    }
  }

  /** Why the dossier is refused. */
  record Refusal(String reason, String document) implements StepPayload {
    @Override
    public StepForm form() {
      return StepForm.REFUSAL;
    }

    @Override
    public Map<String, Object> values() {
      return FormValues.of("reason", reason, "document", document);
    }
  }

  /** A longer limit that a statute allows. */
  record Extension(Limit by, String reason, String legalBasis, String document)
      implements StepPayload {
    @Override
    public StepForm form() {
      return StepForm.EXTENSION;
    }

    @Override
    public Map<String, Object> values() {
      return FormValues.of(
          "by", by.text(), "reason", reason, "legalBasis", legalBasis, "document", document);
    }
  }

  /**
   * A later day to which the applicant has agreed in writing.
   *
   * @param dueOn the day, a working day; due at its close of office
   * @param document the agreement
   */
  record Agreement(LocalDate dueOn, String reason, String legalBasis, String document)
      implements StepPayload {
    @Override
    public StepForm form() {
      return StepForm.AGREEMENT;
    }

    @Override
    public Map<String, Object> values() {
      return FormValues.of(
          "dueOn", dueOn, "reason", reason, "legalBasis", legalBasis, "document", document);
    }
  }

  /**
   * Who received a result, beside the applicant himself.
   *
   * @param name the proxy; empty where there is none
   * @param paper the number of the proxy's identity paper
   * @param authority whether a written authority was shown
   * @param address where a parcel went
   * @param parcel its number
   */
  record Receiver(String name, String paper, boolean authority, String address, String parcel) {
    /** The only form allowed in a log: it is about a person. */
    @Override
    public String toString() {
      return "Receiver[]";
    }
  }

  /**
   * The hand-over of the result.
   *
   * @param to {@code applicant}, {@code proxy} or {@code post}; the first where nothing is said
   * @param receipt {@code taken} back, {@code lost} or {@code kept}; the first likewise
   */
  record Handover(String to, Receiver receiver, String receipt, String note)
      implements StepPayload {
    public Handover {
      to = to.isBlank() ? "applicant" : to;
      receipt = receipt.isBlank() ? "taken" : receipt;
    }

    @Override
    public StepForm form() {
      return StepForm.HANDOVER;
    }

    @Override
    public Map<String, Object> values() {
      return FormValues.of(
          "to", to,
          "receiver", receiver.name(),
          "receiverPaper", receiver.paper(),
          "authority", String.valueOf(receiver.authority()),
          "address", receiver.address(),
          "parcel", receiver.parcel(),
          "receipt", receipt,
          "note", note);
    }

    /** The record of the hand-over; the fields of other ways than the chosen one are left out. */
    HandedOver handedOver(DossierCode code, Actor.Officer by, Instant at) {
      boolean proxy = to.equals("proxy");
      boolean post = to.equals("post");
      return new HandedOver(
          code,
          HandedOver.To.valueOf(to.toUpperCase(Locale.ROOT)),
          proxy ? receiver.name() : null,
          proxy ? receiver.paper() : null,
          proxy && receiver.authority(),
          post ? receiver.address() : null,
          post ? receiver.parcel() : null,
          HandedOver.Receipt.valueOf(receipt.toUpperCase(Locale.ROOT)),
          by,
          at);
    }

    /** The facts of the event, which name nobody. */
    Map<String, Object> facts() {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("to", to);
      facts.put("receiptBack", receipt);
      if (to.equals("post")) {
        facts.put("parcel", receiver.parcel());
      }
      if (!note.isBlank()) {
        facts.put("note", note);
      }
      return facts;
    }
  }

  /** Why the dossier is stopped. */
  record Stop(String reason, String document) implements StepPayload {
    @Override
    public StepForm form() {
      return StepForm.STOP;
    }

    @Override
    public Map<String, Object> values() {
      return FormValues.of("reason", reason, "document", document);
    }
  }
}
