use super::{Guide, Sign};

/// What to do with one kind of inhaler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Steps in their order.
    pub steps: &'static [(Sign, &'static str)],
    /// How to keep it clean.
    pub clean: &'static str,
    /// How to know that it is empty.
    pub empty: &'static str,
}

const OUT: (Sign, &str) =
    (Sign::Out, "Sit or stand up straight. Turn away from the inhaler and breathe out gently, all the way.");
const LIPS: (Sign, &str) = (Sign::Lips, "Put the mouthpiece between your teeth and close your lips round it.");
const FAST: (Sign, &str) =
    (Sign::Fast, "Breathe in through your mouth, fast and as deep as you can, from the very start.");
const HOLD: (Sign, &str) =
    (Sign::Hold, "Take it out of your mouth. Hold your breath for as long as you can, then breathe out away from it.");
const DRY_CLEAN: &str =
    "Wipe the mouthpiece with a dry tissue. Never wash it and keep it dry: damp powder sticks inside.";

const PRESSURISED: Lesson = Lesson {
    steps: &[
        (Sign::Open, "Take the cap off and look inside: nothing must be in the mouthpiece."),
        (
            Sign::Shake,
            "Shake it well, unless its leaflet says not to. Spray a new one into the air first, as the leaflet says.",
        ),
        (Sign::Out, "Sit or stand up straight. Breathe out gently, all the way."),
        LIPS,
        (
            Sign::Slow,
            "Start to breathe in slowly. At once press the top down, and go on breathing in until you are full.",
        ),
        HOLD,
        (Sign::Close, "Put the cap back on. If you need another puff, wait a little and do every step again."),
    ],
    clean: "Take the metal can out. Wash the plastic part in warm water, as its leaflet says. Let it dry by itself before you put the can back.",
    empty: "Look at the counter if it has one. Without one, count your puffs: a can that sprays may hold no medicine any more. Shaking it tells you nothing.",
};

const SPACER: Lesson = Lesson {
    steps: &[
        (Sign::Open, "Take the cap off and look inside: nothing must be in the mouthpiece."),
        (Sign::Shake, "Shake the inhaler well, unless its leaflet says not to."),
        (Sign::Fit, "Push the inhaler into the hole at the back of the spacer."),
        (
            Sign::Lips,
            "Sit up. Breathe out gently, then close your lips round the mouthpiece of the spacer. With a mask, hold it snugly over nose and mouth.",
        ),
        (Sign::Press, "Press the inhaler once: one puff at a time."),
        (
            Sign::InAndOut,
            "Breathe in and out slowly through your mouth, several times. If the spacer whistles, breathe more gently.",
        ),
        (Sign::Shake, "If you need another puff, take the inhaler out, shake it and do every step again."),
    ],
    clean: "Wash the spacer in warm water with washing-up liquid, as its leaflet says. Let it drip dry: rubbing it dry makes medicine stick to it. Get a new one when it is cracked or its valve stays open.",
    empty: "Look at the counter on the inhaler if it has one. Without one, count your puffs: a can that sprays may hold no medicine any more.",
};

const BREATH_ACTUATED: Lesson = Lesson {
    steps: &[
        (Sign::Shake, "Hold it upright and shake it well."),
        (Sign::Open, "Open the cap. If yours has a lever on top, push the lever up."),
        OUT,
        (Sign::Lips, "Close your lips round the mouthpiece. Keep your fingers off the air holes."),
        (
            Sign::Slow,
            "Breathe in slowly and deep. It clicks or puffs by itself: do not stop there, go on breathing in.",
        ),
        HOLD,
        (
            Sign::Close,
            "Hold it upright and close the cap at once, or push the lever down. Do every step again for another puff.",
        ),
    ],
    clean: "Wipe the mouthpiece with a dry cloth. Take off and wash only what its leaflet says.",
    empty: "Look at the counter if it has one. Without one, count your puffs: it may still puff when no medicine is left.",
};

const TURBOHALER: Lesson = Lesson {
    steps: &[
        (Sign::Open, "Unscrew the cover. A new one is made ready first, as its leaflet says."),
        (Sign::Load, "Hold it upright. Turn the coloured base one way as far as it goes, then back until it clicks."),
        OUT,
        LIPS,
        FAST,
        HOLD,
        (
            Sign::Close,
            "Screw the cover back on. For another puff do every step again. You may taste nothing: that is normal.",
        ),
    ],
    clean: DRY_CLEAN,
    empty: "Look at the little window: a counter at zero, or red right at the bottom, means it is empty. The rattle you hear is no medicine.",
};

const ACCUHALER: Lesson = Lesson {
    steps: &[
        (Sign::Open, "Hold the outer case. Push the thumb grip away from you until it clicks open."),
        (Sign::Load, "Keep it level. Slide the lever away from you until it clicks."),
        OUT,
        LIPS,
        (Sign::Fast, "Breathe in through your mouth, steadily and as deep as you can."),
        HOLD,
        (Sign::Close, "Slide the thumb grip back until it clicks shut. Do every step again for another puff."),
    ],
    clean: DRY_CLEAN,
    empty: "The counter says how many are left. The last ones are red.",
};

const ELLIPTA: Lesson = Lesson {
    steps: &[
        (Sign::Load, "Slide the cover down until it clicks. The counter goes down. Do not shake it."),
        OUT,
        (Sign::Lips, "Close your lips round the mouthpiece. Keep your fingers off the air holes."),
        (Sign::Slow, "Breathe in through your mouth: one long, steady, deep breath."),
        HOLD,
        (Sign::Close, "Slide the cover up to close it. Opening it without using it wastes a dose."),
    ],
    clean: DRY_CLEAN,
    empty: "The counter says how many are left. When it is nearly empty, half of the counter is red.",
};

const NEXTHALER: Lesson = Lesson {
    steps: &[
        (Sign::Load, "Hold it upright and open the cover all the way. Do not shake it."),
        OUT,
        (Sign::Lips, "Close your lips round the mouthpiece. Keep your fingers off the air hole."),
        (Sign::Fast, "Breathe in through your mouth, fast and deep. You may hear a click: go on breathing in."),
        HOLD,
        (Sign::Close, "Hold it upright and close the cover. The counter goes down when you had the whole dose."),
    ],
    clean: DRY_CLEAN,
    empty: "Look at the counter. At zero it is empty.",
};

const EASYHALER: Lesson = Lesson {
    steps: &[
        (Sign::Open, "Take the cap off."),
        (Sign::Shake, "Hold it upright and shake it."),
        (Sign::Load, "Keep it upright. Press the top down until it clicks, and let it come up again. Press once only."),
        OUT,
        LIPS,
        FAST,
        HOLD,
        (Sign::Close, "Put the cap back on. For another puff shake it again and do every step."),
    ],
    clean: DRY_CLEAN,
    empty: "Look at the counter. When the numbers turn red, ask for a new one.",
};

const SPIROMAX: Lesson = Lesson {
    steps: &[
        (Sign::Load, "Hold it upright and fold the mouthpiece cover down until it clicks. Do not shake it."),
        OUT,
        (Sign::Lips, "Close your lips round the mouthpiece. Keep your fingers off the air holes."),
        FAST,
        HOLD,
        (Sign::Close, "Close the cover. Opening it without using it wastes a dose."),
    ],
    clean: DRY_CLEAN,
    empty: "Look at the counter. The last numbers are red.",
};

const RESPIMAT: Lesson = Lesson {
    steps: &[
        (Sign::Load, "Keep the cap closed. Turn the clear base the way of the arrows until it clicks."),
        (Sign::Open, "Open the cap until it snaps. A new one is made ready first, as its leaflet says."),
        OUT,
        (
            Sign::Lips,
            "Close your lips round the mouthpiece. Keep the air holes free and point it at the back of your throat.",
        ),
        (Sign::Slow, "Start to breathe in slowly. Press the button, and go on breathing in slowly and deep."),
        HOLD,
        (Sign::Close, "Close the cap. Do every step again for another puff."),
    ],
    clean: "Wipe the mouthpiece with a damp cloth or tissue.",
    empty: "Look at the pointer on the side. In the red it is nearly empty. At the end it locks and cannot be turned.",
};

const DRY_POWDER: Lesson = Lesson {
    steps: &[
        (Sign::Open, "Open it, as its leaflet shows."),
        (Sign::Load, "Make one dose ready, as its leaflet shows. Do not shake it unless the leaflet says so."),
        OUT,
        LIPS,
        FAST,
        HOLD,
        (Sign::Close, "Close it. Do every step again for another puff."),
    ],
    clean: DRY_CLEAN,
    empty: "Look at the counter. Its leaflet says what it shows when it is nearly empty.",
};

/// Said below the steps of every medicine with an inhaled steroid.
const RINSE: &str = "After a preventer, rinse your mouth with water and spit it out, or brush your teeth.";

/// The lesson of a guide.
pub const fn lesson(guide: Guide) -> &'static Lesson {
    match guide {
        Guide::Pressurised => &PRESSURISED,
        Guide::Spacer => &SPACER,
        Guide::BreathActuated => &BREATH_ACTUATED,
        Guide::Turbohaler => &TURBOHALER,
        Guide::Accuhaler => &ACCUHALER,
        Guide::Ellipta => &ELLIPTA,
        Guide::Nexthaler => &NEXTHALER,
        Guide::Easyhaler => &EASYHALER,
        Guide::Spiromax => &SPIROMAX,
        Guide::Respimat => &RESPIMAT,
        Guide::DryPowder => &DRY_POWDER,
    }
}

/// The step after a medicine with an inhaled steroid.
pub const fn after_a_steroid() -> (Sign, &'static str) {
    (Sign::Rinse, RINSE)
}
