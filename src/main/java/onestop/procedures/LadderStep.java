package onestop.procedures;

import java.util.List;

/**
 * One rung of the ladder: its moment and its recipients.
 *
 * @param mark the mark's name, for example {@code AT_RISK}
 * @param at the moment: {@code 50%} of the working time from receipt to due; {@code apologyBy},
 *     {@code apologyBy@open} (the opening of that day), {@code apologyBy@open-4wh}; {@code due},
 *     {@code due-2wd}, {@code due+3wd}
 * @param twoTier the roles notified since 1 July 2025
 * @param threeTier the roles notified before 1 July 2025
 */
public record LadderStep(String mark, String at, List<String> twoTier, List<String> threeTier) {}
