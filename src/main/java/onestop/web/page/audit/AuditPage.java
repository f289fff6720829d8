package onestop.web.page.audit;

import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of the auditor's desk: links to the page for each question. */
@Controller
@PersonalData(Of.NOBODY)
class AuditPage {
  @GetMapping("/audit")
  @PreAuthorize("hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY', 'ADMINISTRATOR')")
  String desk() {
    return "audit";
  }
}
