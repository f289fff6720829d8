package onestop.agencies;

import onestop.kernel.AgencyCode;
import org.jspecify.annotations.Nullable;

/**
 * An authority that receives or resolves dossiers.
 *
 * @param parent the authority above it today; the ladder of another day is {@link
 *     Agencies#ladder(AgencyCode, java.time.LocalDate)}
 * @param codePrefix the first part of the dossier codes that the agency assigns, for example {@code
 *     000.00.01.H26}
 * @param placeName the place in the date line of its letters, for example {@code Ba Đình}
 */
public record Agency(
    AgencyCode code,
    String nameVi,
    String nameEn,
    @Nullable AgencyCode parent,
    Kind kind,
    String codePrefix,
    String address,
    String phone,
    String email,
    String placeName) {

  /** The kind of an authority. */
  public enum Kind {
    /** People's committee of a ward or commune: the lower tier. */
    WARD,
    /** People's committee of a district: the middle tier, until 30 June 2025. */
    DISTRICT,
    /** A department of the city. */
    DEPARTMENT,
    /** The service centre of the city, with its branches. */
    SERVICE_CENTRE,
    /** People's committee of the city. */
    CITY,
    /** The police. */
    POLICE,
    /** Social insurance. */
    INSURANCE,
    /** The tax office. */
    TAX
  }
}
