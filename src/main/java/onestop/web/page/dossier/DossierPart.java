package onestop.web.page.dossier;

import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import org.springframework.web.servlet.ModelAndView;

/**
 * A part of the pages that show one dossier, such as its papers or its fees: at the desk after the
 * receipt, on the dossier, and where an officer works on it. A bean of this type adds its models.
 */
@FunctionalInterface
public interface DossierPart {
  /** Adds the part's models, for the reader; a failure gets the answer that a handler's gets. */
  void addTo(ModelAndView page, DossierCode code, SignedIn reader);
}
