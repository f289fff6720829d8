package onestop.desk.papers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.dossiers.handover.HandedOver;
import onestop.dossiers.handover.ResultHandovers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.registers.ResultRegisters;
import onestop.forms.CounterSlipFields;
import onestop.forms.CounterSlipFields.Line;
import onestop.forms.FormHead;
import onestop.forms.FormModel;
import onestop.kernel.DossierCode;
import org.springframework.stereotype.Component;

/** The acknowledgement that a result was handed over, filled in from its record. */
@Component
final class HandoverSlips {
  private final ResultHandovers handovers;
  private final ResultRegisters registers;
  private final Agencies agencies;
  private final PaperSignatures signatures;
  private final PaperWords words;

  HandoverSlips(
      ResultHandovers handovers,
      ResultRegisters registers,
      Agencies agencies,
      PaperSignatures signatures,
      PaperWords words) {
    this.handovers = handovers;
    this.registers = registers;
    this.agencies = agencies;
    this.signatures = signatures;
    this.words = words;
  }

  Optional<HandedOver> of(DossierCode code) {
    return handovers.of(code);
  }

  FormModel form(Dossier dossier, HandedOver handed) {
    Agency agency = agencies.get(handed.by().agency());
    Dossier.Result result = dossier.result();
    List<Line> lines = new ArrayList<>();
    lines.add(line("paper.code", dossier.code().value()));
    lines.add(line("paper.handover-of", dossier.applicant().name()));
    lines.add(line("paper.handover-subject", dossier.subject()));
    lines.add(line("paper.handover-result", result == null ? "" : result.document()));
    registers
        .numberOf(dossier.code())
        .ifPresent(number -> lines.add(line("paper.handover-number", number)));
    lines.add(line("paper.handover-to", to(handed)));
    lines.add(
        line("paper.handover-receipt", words.text("paper.handover-receipt." + handed.receipt())));
    return new CounterSlipFields(
            new FormHead(
                agency.nameVi(),
                words.text("paper.desk"),
                dossier.code().value(),
                agency.placeName(),
                words.local(handed.at()).toLocalDate(),
                "",
                words.text("paper.handover-title"),
                dossier.code().value()),
            null,
            lines,
            words.text("paper.handover-party"),
            receiver(dossier, handed),
            signatures.signed(words.text("paper.handover-giver"), handed.by()))
        .toModel(PaperWords.LANGUAGE);
  }

  private Line line(String label, String text) {
    return new Line(words.text(label), text);
  }

  private String to(HandedOver handed) {
    return switch (handed.to()) {
      case APPLICANT -> words.text("paper.handover-applicant");
      case PROXY ->
          words.text(
              "paper.handover-proxy",
              String.valueOf(handed.receiver()),
              String.valueOf(handed.receiverPaper()));
      case POST ->
          words.text(
              "paper.handover-post",
              String.valueOf(handed.address()),
              String.valueOf(handed.parcel()));
    };
  }

  private static String receiver(Dossier dossier, HandedOver handed) {
    return switch (handed.to()) {
      case APPLICANT -> dossier.applicant().name();
      case PROXY -> Objects.requireNonNullElse(handed.receiver(), "");
      case POST -> "";
    };
  }
}
