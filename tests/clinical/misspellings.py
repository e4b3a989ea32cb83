"""Names as charts misspell them, and names of other drugs that stand near: what each may be read as.

``READ`` are slips of one drug's name. ``ASKED`` are near more than one drug, or too far from any: the right one must
be among the suggestions, and none is read. ``OTHERS`` are other drugs, spelt right or wrong: none may be read.
"""

from __future__ import annotations

READ = """
topiramate: topirimate topiramat toperamate topiramte topirmate topamx topomax topimax trokendy qudexi topiramite
propranolol: propanolol propranalol propranolal proprananol propanalol inderral inderol propranolo
metoprolol: metroprolol metoprolal metropolol lopresor metoprolool
timolol: timilol timolal
atenolol: atenalol attenolol atenolal tenormine
nadolol: nadalol corguard
divalproex sodium: divalprox depakot divalproexx valporic depakoate valproat
gabapentin: gabapentine gabapentan gabepentin gabapetin neurotin neurontine gabapenten
pregabalin: pregabaline pregablin
levetiracetam: levetiracetum levetiracitam levatiracetam
zonisamide: zonisimide zonegram zonisamid
carbamazepine: carbamazapine carbamezapine tegretal carbamazepin
lamotrigine: lamotrigene lamotragine lamictil lamotrigin lamictall
amitriptyline: amitryptaline amitriptaline amitriptylene amytriptyline elavill ametriptylline
amitriptyline: amitryptyline amitriptiline
nortriptyline: nortryptyline nortriptylene pamelar nortriptaline
doxepin: doxapin doxepine sinaquan
imipramine: imipramin imiprimine
venlafaxine: venlafaxin venlafaxene effexer effexxor venlefaxine venlaflaxine
duloxetine: duloxatine cymbaltta dulozetine cymbalta1
candesartan: candasartan candesartin
verapamil: verapimil varapamil verapramil
lisinopril: lisinipril lisinoprel lisinapril
protriptyline: protryptiline
desipramine: desipramin
losartan: losarten
nifedipine: nifedapine
naratriptan: naratripan
cyproheptadine: cyproheptadene ciproheptadine cyprohepatadine periacten
memantine: memantin
tizanidine: tizanadine zanaflexx
erenumab: erenumub aimovigg aimovg
fremanezumab: fremanezumb fremenezumab
galcanezumab: galcanezumub emgalitty emgaility
eptinezumab: eptinizumab
atogepant: atogapant qulipda
onabotulinumtoxinA: onabotulinumtoxin onabotulinimtoxina
sumatriptan: sumatripan sumitriptan imitrax sumatriptin
rizatriptan: rizatripan rizatriptin maxault
zolmitriptan: zolmitripan
ubrogepant: ubrogapant ubrelvey
ibuprofen: ibuprophen ibuprofin
naproxen: naproxin naprosin
acetaminophen: acetominophen acetaminophin tylenoll
"""

ASKED = """
nortriptyline: notriptyline
divalproex sodium: divalproate
levetiracetam: kepra
candesartan: atacan
clonidine: clonadine
gabapentin: cabapentin
fremanezumab: ajovi
"""

OTHERS = """
propafenone propafenon propafanone metoclopramide metoclopromide metaclopramide torsemide torsamide torasemide
clonazepam clonazapam clozapine clomipramine lamisil lamisal terbinafine hydroxyzine hydralazine hydroxizine
hydralizine lamivudine tolterodine tramadol tapentadol trazodone toprazole pantoprazole prednisone prednisolone
bupropion buspirone buspiron cyclobenzaprine clobazam clonazepan carvedilol labetalol sotalol esmolol nisoldipine
nicardipine felodipine amlodipine fosinopril enalapril ramipril benazepril captopril irbesartan olmesartan
paroxetine sertraline citalopram escitalopram mirtazapine quetiapine quetiapin olanzapine risperidone
oxcarbazepine lacosamide phenytoin phenobarbital primidone felbamate tiagabine rufinamide acetohexamide
allopurinol alprazolam lorazepam diazepam temazepam zolpidem eszopiclone methimazole methazolamide metolazone
metformin metronidazole methocarbamol baclofen dantrolene carisoprodol adalimumab denosumab evolocumab
qsymia phentermine timoptic cosopt latanoprost donepezil galantamine rivastigmine amantadine rimantadine
guaifenesin guanabenz cetirizine cyproterone melatonin feverfew butterbur dysport xeomin daxxify magnesium
riboflavin penicillin omeprazole famotidine ranitidine nizatidine levothyroxine levofloxacin fexofenadine
"""


def pairs(rows: str) -> list[tuple[str, str]]:
    """Return every misspelling with the ingredient that it means."""
    lines = (line.partition(": ") for line in rows.strip().splitlines())
    return [(said, name) for name, _, misspelt in lines for said in misspelt.split()]
