"""Short forms of given names that are common in England, for finding a child who is known by one of them. Folded, as names are compared.

To add a name, write a line: the long form and the short ones.
"""

from __future__ import annotations

from collections import defaultdict

TABLE = """
abigail: abi abbie abby gail
alexander: alex alec sandy xander sasha lex
alexandra: alex lexi sandra sasha lexie alexa
alfred: alf alfie fred freddie
amanda: mandy
andrew: andy drew
anthony: tony ant
arthur: art artie
barbara: barb barbie
benjamin: ben benji benny
bethany: beth
elizabeth: liz lizzie beth betty eliza ellie elsie bess libby lisa lily
cameron: cam
catherine: cath cathy kate katie kathy kitty cat
katherine: kath kathy kate katie kitty kat
kathleen: kath kathy
charles: charlie chas chuck
charlotte: charlie lottie lotte char
christina: chris chrissie tina
christine: chris chrissie tina
christopher: chris kit topher
daniel: dan danny
danielle: dani danni
david: dave davey davie
deborah: deb debbie
dominic: dom
dorothy: dot dottie dolly
edward: ed eddie ted teddy ned
eleanor: ellie ella nell nellie nora
emily: em emmie milly millie
emma: em
florence: flo flossie florrie
frances: fran frankie
francesca: fran frankie chess
francis: frank frankie
frederick: fred freddie freddy
gabriel: gabe
gabrielle: gabby gabi
geoffrey: geoff jeff
jeffrey: jeff
george: georgie
georgina: georgie gina
gerald: gerry jerry
gregory: greg
harold: harry hal
harriet: hattie harri
henry: harry hal hank
imogen: immy
isaac: zac ike
isabella: bella izzy isa bel belle
isabel: bella izzy bel
jacob: jake jay
jacqueline: jackie jacqui
james: jim jimmy jamie jem
jennifer: jen jenny jennie
jessica: jess jessie
joanna: jo joanne
john: jack johnny jon
jonathan: jon jonny jonty nathan
joseph: joe joey
josephine: jo josie
joshua: josh
judith: judy
julia: jules
kimberley: kim
laurence: larry laurie loz
lawrence: larry laurie loz
leonard: len lenny leo
lewis: lew
louise: lou
lucas: luke
madeleine: maddie maddy
margaret: maggie meg peggy daisy greta margie
martin: marty
mary: molly polly maria
matilda: tilly tilda mattie
matthew: matt matty
maximilian: max
megan: meg meggie
melanie: mel
melissa: mel missy
michael: mike mick micky mikey
mohammed: mo mohammad muhammad mohamed muhammed mohamad
nathaniel: nat nathan nate
natalie: nat
nicholas: nick nicky nic
nicola: nicky nikki nic
oliver: ollie olly
olivia: liv livvy ollie
oscar: ozzy
patricia: pat patsy tricia trish
patrick: pat paddy rick
penelope: penny
peter: pete
philip: phil pip
philippa: pippa pip
phoebe: feebs
rachel: rach
raymond: ray
rebecca: becky becca bex
reginald: reg reggie
richard: rick ricky dick rich richie
robert: rob robbie bob bobby bert
ronald: ron ronnie
rosemary: rose rosie
samantha: sam sammy
samuel: sam sammy
sarah: sally sadie
sebastian: seb bas
sophia: sophie
stanley: stan
stephanie: steph stevie
stephen: steve stevie ste
steven: steve stevie ste
stuart: stu
susan: sue susie suzie
suzanne: sue suzie
terence: terry tel
thaddeus: tad thad
theodore: theo ted teddy
theresa: tess tessa terry
thomas: tom tommy
timothy: tim timmy
valerie: val
victoria: vicky tori vic vicki
vincent: vince vinny
walter: wal wally walt
wilhelmina: billie mina willa minnie
william: bill billy will willy willie liam
winifred: winnie freddie
zachary: zac zach zack
"""


def _read() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in TABLE.strip().splitlines():
        long, _, shorts = line.partition(":")
        for short in shorts.split():
            found[short].append(long)
    return {short: tuple(longs) for short, longs in found.items()}


#: Each short form with the names of which it is one.
LONG_FORMS: dict[str, tuple[str, ...]] = _read()
