package onestop.signing;

import java.time.ZonedDateTime;

/**
 * What a signature says.
 *
 * @param at when it is given, in the zone of the office
 * @param reason why, such as the title of the document
 * @param sentence the sentence on the page; it must fit in one line
 */
public record SignedAs(ZonedDateTime at, String reason, String sentence) {}
